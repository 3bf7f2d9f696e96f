import Diagnostics

extension Machine {
  /// Walks the program from its start to its end.
  ///
  /// - Throws: the document's first failure, with the operation it came from.
  func run(
    _ program: Program, globals: UnsafeBufferPointer<Value>, scope: FilterScope
  ) throws(RenderFailure) {
    guard let start = UnsafePointer(program.operations.baseAddress),
      let constants = UnsafePointer(program.constantPointer.baseAddress),
      let text = UnsafeRawPointer(program.text.baseAddress)
    else { return }
    state.pointee.frameTop = frames + program.tables.units[0].slotCount
    startFrame(0, program, constants, globals)
    var ip = start
    var sp = stack
    while true {
      do throws(RenderFailure) {
        while true {
          switch ip.pointee.code {
          case .text:
            output.append(
              segment: ip.pointee.e, text + Int(ip.pointee.c), count: Int(ip.pointee.d))
          case .constant:
            sp.pointee = constants[Int(ip.pointee.c)]
            sp += 1
          case .load:
            sp.pointee = state.pointee.frame[Int(ip.pointee.c)]
            sp += 1
          case .loadMember:
            sp.pointee = member(ip, start, constants)
            sp += 1
          case .loadMemberFilter:
            let value = member(ip, start, constants)
            ip += 1
            sp.pointee = try filtered(value, ip.pointee.b, .none, program, scope)
            sp += 1
          case .loadMemberFilterOutput:
            let value = member(ip, start, constants)
            ip += 1
            let result = try filtered(value, ip.pointee.b, .none, program, scope)
            ip += 1
            if !printsQuickly(result, ip.pointee.a) {
              try print(result, ip.pointee.a, scope)
            }
          case .loadMemberJumpIfFalse:
            let value = member(ip, start, constants)
            ip += 1
            if !value.isTruthy {
              ip = start + Int(ip.pointee.c)
              continue
            }
          case .constantFilter:
            let argument = UnsafeBufferPointer(start: constants + Int(ip.pointee.c), count: 1)
            ip += 1
            let arguments = FilterArguments(positional: argument, named: FilterArguments.none.named)
            sp[-1] = try filtered(sp[-1], ip.pointee.b, arguments, program, scope)
          case .member:
            sp[-1] = member(
              sp[-1], constants[Int(ip.pointee.d)], ip.pointee.a, hint(ip, start))
          case .index:
            sp -= 1
            sp[-1] = element(sp[-1], sp[0])
          case .dynamicVariable:
            sp[-1] = variable(named: sp[-1], program)
          case .range:
            sp -= 1
            sp[-1] = try range(sp[-1], sp[0])
          case .filter:
            sp = try applyFilter(ip.pointee, sp, program, scope)
          case .filterOutput:
            let value = sp[-1]
            if value.tag == .integer || value.tag == .decimal {
              try scope.charge(steps: 1)
              sp -= 1
            } else {
              var filter = ip.pointee
              filter.c = 0
              filter.d = 0
              sp = try applyFilter(filter, sp, program, scope) - 1
            }
            if !printsQuickly(sp.pointee, ip.pointee.a) {
              try print(sp.pointee, ip.pointee.a, scope)
            }
          case .translate:
            sp = try printTranslation(ip.pointee, sp, program, scope)
          case .output:
            sp -= 1
            if !printsQuickly(sp.pointee, ip.pointee.a) {
              try print(sp.pointee, ip.pointee.a, scope)
            }
          case .outputConstant:
            sp -= 1
            output.note(edge: TracedRun.opening)
            try print(sp.pointee, ip.pointee.a, scope)
            output.note(edge: TracedRun.closing)
          case .outputVariable:
            let value = state.pointee.frame[Int(ip.pointee.c)]
            if !printsQuickly(value, ip.pointee.a) { try print(value, ip.pointee.a, scope) }
          case .outputMember:
            let value = member(
              state.pointee.frame[Int(ip.pointee.c)], constants[Int(ip.pointee.d)],
              UInt8(truncatingIfNeeded: ip.pointee.e), hint(ip, start))
            if !printsQuickly(value, ip.pointee.a) { try print(value, ip.pointee.a, scope) }
          case .pop:
            sp -= 1
          case .store:
            sp -= 1
            state.pointee.frame[Int(ip.pointee.c)] = sp.pointee
          case .storeOutermost:
            sp -= 1
            store(sp.pointee, Int(ip.pointee.c))
          case .beginCapture:
            try beginCapture()
          case .endCapture:
            let value = try endCapture(Value.Flags(rawValue: ip.pointee.a), scope)
            store(value, Int(ip.pointee.c))
          case .endIfChanged:
            try endIfChanged(Int(ip.pointee.c), scope)
          case .jump:
            ip = start + Int(ip.pointee.c)
            continue
          case .jumpIfFalse:
            sp -= 1
            if !sp.pointee.isTruthy {
              ip = start + Int(ip.pointee.c)
              continue
            }
          case .jumpIfTrue:
            sp -= 1
            if sp.pointee.isTruthy {
              ip = start + Int(ip.pointee.c)
              continue
            }
          case .jumpIfComparison:
            sp -= 2
            if try compare(sp[0], ip.pointee.a, sp[1], scope) == (ip.pointee.b == 1) {
              ip = start + Int(ip.pointee.c)
              continue
            }
          case .beginLoop:
            let name = constants[Int(ip[1].c)]
            if try beginLoop(ip.pointee, &sp, name, scope) {
              ip += 2
            } else {
              ip = start + Int(ip.pointee.d)
            }
            continue
          case .nextLoop:
            if try nextLoop(Int(ip.pointee.d), scope) {
              ip = start + Int(ip.pointee.c)
              continue
            }
          case .endLoop:
            endLoop()
          case .beginTable:
            if try !beginTable(ip.pointee, &sp, scope) {
              ip = start + Int(ip.pointee.d)
              continue
            }
            if loops[state.pointee.loopDepth - 1].pointee.count == 0 {
              ip = start + Int(ip.pointee.d) - 1
              continue
            }
          case .beginCell:
            beginCell()
          case .endCell:
            if try endCell(Int(ip.pointee.d), scope) {
              ip = start + Int(ip.pointee.c)
              continue
            }
          case .breakTable:
            loops[state.pointee.loopDepth - 1].pointee.isBroken = true
            ip = start + Int(ip.pointee.c)
            continue
          case .endTable:
            output.append("</tr>\n")
            endLoop()
          case .cycle:
            sp = try cycle(ip.pointee, sp, scope)
          case .increment:
            sp.pointee = increment(ip.pointee)
            sp += 1
          case .bind:
            sp -= 1
            try shadow(state.pointee.frame + Int(ip.pointee.c))
            state.pointee.frame[Int(ip.pointee.c)] = sp.pointee
          case .callIsolated:
            ip = try callIsolated(ip.pointee, ip, &sp, program, constants, globals, scope)
            continue
          case .callShared:
            ip = try callShared(ip.pointee, ip, &sp, program, scope)
            continue
          case .interrupt:
            state.pointee.interrupt = ip.pointee.a
            guard let next = finishCall(program, constants, globals) else { return }
            ip = next
            continue
          case .jumpIfQuiet:
            if state.pointee.interrupt == 0 {
              ip = start + Int(ip.pointee.c)
              continue
            }
          case .takeInterrupt:
            let isBreak = state.pointee.interrupt == 1
            state.pointee.interrupt = 0
            ip = start + Int(isBreak ? ip.pointee.c : ip.pointee.d)
            continue
          case .finish:
            guard let next = finishCall(program, constants, globals) else {
              try checkPage(scope)
              try scope.charge(steps: takeDebt())
              return
            }
            ip = next
            continue
          case .tag:
            sp = try callTag(ip.pointee, sp, program, scope)
          case .fail:
            throw RenderFailure(
              .at(ip.pointee.a), constants[Int(ip.pointee.c)].swiftString)
          case .mark:
            let offset = state.pointee.captureDepth == 0 ? output.count : -1
            scope.trace?.mark(ip.pointee, at: offset, top: sp)
          }
          ip += 1
        }
      } catch {
        guard let handler = handler(of: ip - start, error, program) else {
          var located = error
          located.place = Int32(ip - start)
          throw located
        }
        recover(handler)
        if !handler.isBlank { printInline(error, at: ip - start, program) }
        sp = stack
        ip = start + handler.end
      }
    }
  }

  /// The member that a `loadMember` at `ip` pushes.
  @inline(__always)
  private func member(
    _ ip: UnsafePointer<Operation>, _ start: UnsafePointer<Operation>,
    _ constants: UnsafePointer<Value>
  ) -> Value {
    member(
      state.pointee.frame[Int(ip.pointee.c)], constants[Int(ip.pointee.d)], ip.pointee.a,
      hint(ip, start))
  }

  /// Where the operation at `ip` remembers members: a hint for each operation.
  @inline(__always)
  private func hint(
    _ ip: UnsafePointer<Operation>, _ start: UnsafePointer<Operation>
  ) -> UnsafeMutablePointer<UInt32> {
    // An operation has four times a hint's bytes; a distance of pointers would be divided with its sign.
    let distance = UInt(bitPattern: ip) &- UInt(bitPattern: start)
    let offset = Int(bitPattern: distance &>> 2)
    return (UnsafeMutableRawPointer(hints) + offset).assumingMemoryBound(to: UInt32.self)
  }

  /// Prints a value in the way its place asks for, whatever it is; what is common `printsQuickly` has done before.
  @inline(never)
  func print(
    _ value: Value, _ escaper: UInt8, _ scope: FilterScope
  ) throws(RenderFailure) {
    let escaper = Escaper(rawValue: escaper)
    if value.tag == .string, value.length <= Self.shortText {
      let start = output.count
      if escaper == .text {
        escaper.write(value.bytes, flags: value.flags, to: output)
        output.note(constant: value.bytes, from: start)
        return
      }
      if escaper == .raw || escaper == .attribute {
        if escaper == .raw {
          output.append(value.bytes)
        } else {
          escaper.write(value.bytes, flags: value.flags, to: output)
        }
        output.note(constant: value.bytes, from: start)
        return
      }
    } else if escaper.printsNumbersPlainly {
      if value.tag == .integer {
        NumberText.write(value.integer, to: output)
        return
      }
      if value.tag == .decimal {
        NumberText.write(mantissa: value.mantissa, scale: value.scale, to: output)
        return
      }
    }
    try printSlowly(value, escaper, scope)
  }

  /// Longer texts are held against the page's limit where they are printed, not only at the next loop pass.
  static let shortText = 64

  @inline(never)
  private func printSlowly(
    _ value: Value, _ escaper: Escaper, _ scope: FilterScope
  ) throws(RenderFailure) {
    // A list may hold one long text many times over: what it prints is known before it is printed.
    let weight = value.weight(upTo: scope.limits.pageBytes &+ 1)
    if output.count &+ weight > scope.limits.pageBytes { throw pageTooLong(scope) }
    let walked = value.tag == .array || value.tag == .object ? weight / 16 : 0
    try scope.charge(steps: takeDebt() &+ walked)
    let start = output.count
    if escaper == .raw {
      value.write(to: output)
    } else {
      escaper.write(value, to: output, scratch: spare) { value, output in value.write(to: output) }
    }
    output.note(constant: value.bytes, from: start)
    try checkPage(scope)
  }

  // MARK: Failures in place

  /// The innermost node round an operation, where rendering goes on after a failure.
  private func handler(
    of operation: Int, _ failure: RenderFailure, _ program: Program
  ) -> Program.Handler? {
    if state.pointee.failures == .thrown { return nil }
    let handler = program.handlers.first { $0.start <= operation && operation < $0.end }
    if state.pointee.failures == .printed || handler?.isBlankBlock == true { return handler }
    return failure.code == .snippetSyntax ? handler : nil
  }

  private func recover(_ handler: Program.Handler) {
    let base =
      state.pointee.callDepth > 0
      ? (
        calls[state.pointee.callDepth - 1].loopBase, calls[state.pointee.callDepth - 1].captureBase
      )
      : (0, 0)
    while state.pointee.loopDepth > base.0 + handler.loopDepth { endLoop() }
    let captures = base.1 + handler.captureDepth
    if state.pointee.captureDepth > captures {
      output.truncate(to: self.captures[captures])
      state.pointee.captureDepth = captures
    }
  }

  private func printInline(_ failure: RenderFailure, at operation: Int, _ program: Program) {
    guard let place = program.place(of: operation) else { return }
    if failure.code == .snippetSyntax {
      output.append(text: failure.message)
      return
    }
    let name = program.fileNames[Int(program.places[operation].file)]
    let line = place.file.location(of: place.span.start).line
    let prefix = name.isEmpty ? "" : "\(name) "
    let kind = failure.code == .aborted ? "aborted" : "error"
    output.append(text: "Liquid \(kind) (\(prefix)line \(line)): \(failure.message)")
  }

  /// The page's length is checked at each loop pass and call, and here at its end.
  func checkPage(_ scope: FilterScope) throws(RenderFailure) {
    if output.count > scope.limits.pageBytes { throw pageTooLong(scope) }
  }

  private func pageTooLong(_ scope: FilterScope) -> RenderFailure {
    RenderFailure(.limit, "the page is longer than \(scope.limits.pageBytes) bytes")
  }
}

extension Value {
  /// The text as a Swift string; for messages of the template itself.
  var swiftString: String { String(decoding: bytes, as: UTF8.self) }
}

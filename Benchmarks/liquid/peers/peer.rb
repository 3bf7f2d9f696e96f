# Renders fixtures with Ruby's Liquid (Debian's ruby-liquid); answers list, output and time as liquid-bench does.
# usage: peer.rb FIXTURES
require "json"
require "liquid"

class Snippets
  def initialize(files) = @files = files
  def read_template_file(name) = @files[name] || @files["#{name}.liquid"] || raise(Liquid::FileSystemError, name)
end

renders = {}
Dir[File.join(ARGV[0], "*.json")].sort.each do |path|
  fixture = JSON.parse(File.read(path))
  begin
    template = Liquid::Template.parse(fixture["template"], error_mode: :strict)
    render = lambda do
      template.render!(fixture["data"], registers: { file_system: Snippets.new(fixture["templates"]) })
    end
    render.call
  rescue StandardError # what it cannot render is not measured
    next
  end
  renders[File.basename(path, ".json")] = render
end

def now = Process.clock_gettime(Process::CLOCK_PROCESS_CPUTIME_ID, :nanosecond)

$stdout.sync = true
$stdin.each_line do |line|
  word, name, budget = line.split
  case word
  when "list" then puts renders.keys.join(" ")
  when "output"
    page = renders[name].call
    puts page.bytesize
    $stdout.write(page)
  when "time"
    count = 0
    batch = 1
    start = now
    loop do
      batch.times { renders[name].call }
      count += batch
      spent = now - start
      if spent >= budget.to_i
        puts "#{count} #{spent}"
        break
      end
      batch *= 2 if spent < budget.to_i / 16
    end
  end
end

// Renders stocks and big_table with Go's html/template or text/template, on one thread.
// Answers list, output and time as liquid-bench does (Harness/Server.swift).
package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	html "html/template"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	text "text/template"
	"time"
)

type item struct {
	Name   string  `json:"name"`
	URL    string  `json:"url"`
	Symbol string  `json:"symbol"`
	Price  float64 `json:"price"`
	Change float64 `json:"change"`
	Ratio  float64 `json:"ratio"`
}

type data struct {
	Items []item  `json:"items"`
	Table [][]int `json:"table"`
}

type template interface {
	Execute(to io.Writer, data any) error
}

type bench struct {
	template template
	data     data
	output   bytes.Buffer
}

var functions = map[string]any{
	"even": func(i int) bool { return i%2 == 1 },
	"next": func(i int) int { return i + 1 },
}

func check(err error) {
	if err != nil {
		panic(err)
	}
}

func load(fixtures, templates, name, kind string) *bench {
	source, err := os.ReadFile(filepath.Join(templates, name+".gotmpl"))
	check(err)
	var file struct {
		Data data `json:"data"`
	}
	bytes, err := os.ReadFile(filepath.Join(fixtures, name+".json"))
	check(err)
	check(json.Unmarshal(bytes, &file))
	b := &bench{data: file.Data}
	if kind == "html" {
		b.template = html.Must(html.New(name).Funcs(functions).Parse(string(source)))
	} else {
		b.template = text.Must(text.New(name).Funcs(functions).Parse(string(source)))
	}
	return b
}

func (b *bench) render() {
	b.output.Reset()
	check(b.template.Execute(&b.output, b.data))
}

// Of the whole process: the collector's work on other threads counts too.
func cpu() int64 {
	var usage syscall.Rusage
	check(syscall.Getrusage(syscall.RUSAGE_SELF, &usage))
	return usage.Utime.Nano() + usage.Stime.Nano()
}

func (b *bench) time(budget time.Duration) (int, int64) {
	count, batch := 0, 1
	start := cpu()
	for {
		for i := 0; i < batch; i++ {
			b.render()
		}
		count += batch
		spent := cpu() - start
		if spent >= int64(budget) {
			return count, spent
		}
		if spent < int64(budget)/16 {
			batch *= 2
		}
	}
}

// usage: gopeer html|text FIXTURES TEMPLATES
func main() {
	benches := map[string]*bench{}
	for _, name := range []string{"big_table", "stocks"} {
		benches[name] = load(os.Args[2], os.Args[3], name, os.Args[1])
	}
	lines := bufio.NewScanner(os.Stdin)
	for lines.Scan() {
		words := strings.Fields(lines.Text())
		switch words[0] {
		case "list":
			fmt.Println("big_table stocks")
		case "output":
			b := benches[words[1]]
			b.render()
			fmt.Println(b.output.Len())
			os.Stdout.Write(b.output.Bytes())
		case "time":
			nanoseconds, err := strconv.ParseInt(words[2], 10, 64)
			check(err)
			count, spent := benches[words[1]].time(time.Duration(nanoseconds))
			fmt.Println(count, spent)
		}
	}
}

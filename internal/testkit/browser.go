package testkit

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

// Browser gives a context that drives a headless Chromium of its own, closed when the test ends.
func Browser(t testing.TB) context.Context {
	t.Helper()
	var path string
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if found, err := exec.LookPath(name); err == nil {
			path = found
			break
		}
	}
	if path == "" {
		SkipOrFail(t, "no Chromium on the path (Debian's package is called chromium)")
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(path), chromedp.NoSandbox,
		chromedp.UserDataDir(t.TempDir()), chromedp.Flag("disable-quic", true), chromedp.Flag("disable-component-update", true))
	allocator, stop := chromedp.NewExecAllocator(context.Background(), options...)
	t.Cleanup(stop)
	browser, leave := chromedp.NewContext(allocator)
	t.Cleanup(leave)
	limited, cancel := context.WithTimeout(browser, 5*time.Minute)
	t.Cleanup(cancel)
	return limited
}

// Violation is something in a page that keeps people from using it.
type Violation struct {
	ID    string `json:"id"`
	Help  string `json:"help"`
	Nodes []struct {
		HTML string `json:"html"`
	} `json:"nodes"`
}

// Axe checks the page that the browser shows with axe-core.
func Axe(t testing.TB, browser context.Context) []Violation {
	t.Helper()
	path := filepath.Join(Root(), "testtools", "node_modules", "axe-core", "axe.min.js")
	script, err := os.ReadFile(path)
	if err != nil {
		SkipOrFail(t, "axe-core is not installed: run `npm ci` in testtools")
	}
	// The page's own policy forbids scripts; evaluation by the protocol is not bound by it.
	if err := chromedp.Do(browser, chromedp.Evaluate[chromedp.Void](string(script))); err != nil {
		t.Fatalf("loading axe-core: %v", err)
	}
	found, err := chromedp.Run(browser, chromedp.Evaluate[[]Violation](`axe.run(document, {resultTypes: ["violations"]}).then(r =>
		r.violations.map(v => ({id: v.id, help: v.help, nodes: v.nodes.slice(0, 3).map(n => ({html: n.html}))})))`, chromedp.EvalAwaitPromise))
	if err != nil {
		t.Fatalf("running axe-core: %v", err)
	}
	return found
}

// Describe puts violations in words.
func Describe(found []Violation) string {
	var lines []string
	for _, v := range found {
		line := v.ID + ": " + v.Help
		for _, n := range v.Nodes {
			line += "\n    " + n.HTML
		}
		lines = append(lines, line)
	}
	return strings.Join(lines, "\n")
}

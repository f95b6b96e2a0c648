package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"runtime/debug"
	"time"

	"goodmeasure/fulltext"
	"goodmeasure/table"
)

// reading bounds how many PDFs are read at once: each may take a process and much memory.
var reading = make(chan struct{}, 2)

// What a PDF may cost while it is read.
const (
	pdfMemory = 1 << 30
	pdfStack  = 64 << 20
	pdfTime   = 2 * time.Minute
)

// readPDF reads the pages of a PDF in a process of its own, so that a file which breaks the reading breaks nothing else.
func readPDF(ctx context.Context, content []byte) (pages []fulltext.Page, err error) {
	ctx, cancel := context.WithTimeout(ctx, pdfTime)
	defer cancel()
	select {
	case reading <- struct{}{}:
		defer func() { <-reading }()
	case <-ctx.Done():
		return nil, fmt.Errorf("reading the PDF: too many others are being read: %w", ctx.Err())
	}
	file, err := os.CreateTemp("", "goodmeasure-*.pdf")
	if err != nil {
		return nil, fmt.Errorf("reading the PDF: %w", err)
	}
	defer func() { err = errors.Join(err, os.Remove(file.Name())) }()
	_, err = file.Write(content)
	if err := errors.Join(err, file.Close()); err != nil {
		return nil, fmt.Errorf("reading the PDF: %w", err)
	}
	return readApart(ctx, file.Name())
}

// readApart reads the pages of a PDF in a process of its own.
func readApart(ctx context.Context, path string) ([]fulltext.Page, error) {
	program, err := exec.LookPath(os.Args[0])
	if err != nil {
		if program, err = os.Executable(); err != nil {
			return nil, fmt.Errorf("reading the PDF: %w", err)
		}
	}
	return fulltext.Isolated(ctx, fulltext.Limits{}, program, "review", "text", path, "--json", "--here")
}

// readHere reads the pages of a PDF in this process, and ends it when that takes too much.
func readHere(ctx context.Context, t terminal, path string) ([]fulltext.Page, error) {
	if err := table.Regular(path); err != nil {
		return nil, fmt.Errorf("reading the PDF: %w", err)
	}
	file, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("reading the PDF: %w; check the path", err)
	}
	defer file.Close()
	info, err := file.Stat()
	if err != nil {
		return nil, fmt.Errorf("reading the PDF: %w", err)
	}
	giveUp := func(why string) {
		fmt.Fprintf(t.err, "goodmeasure: reading the PDF: %s; print it to a new PDF and try that\n", why)
		os.Exit(exitFailed)
	}
	debug.SetMaxStack(pdfStack)
	defer fulltext.Watch(pdfMemory, func() { giveUp("it unpacks to more memory than it may take") })()
	defer time.AfterFunc(pdfTime, func() { giveUp("it takes longer than two minutes") }).Stop()
	return fulltext.Read(ctx, file, info.Size(), fulltext.Limits{})
}

package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"

	"goodmeasure/fulltext"
)

// reading bounds how many PDFs are read at once: each may take a process and much memory.
var reading = make(chan struct{}, 2)

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
	program, err := exec.LookPath(os.Args[0])
	if err != nil {
		if program, err = os.Executable(); err != nil {
			return nil, fmt.Errorf("reading the PDF: %w", err)
		}
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
	return fulltext.Isolated(ctx, fulltext.Limits{}, program, "review", "text", file.Name(), "--json")
}

package main

import (
	"strings"

	"github.com/alecthomas/kong"
)

// picked is a list between commas of what to take, in which one after the first may begin with a hyphen, to be left out:
// core,-cla_sdq. A list of strings would be refused there, for its hyphen looks like that of a flag.
type picked []string

// Decode is for kong.
func (p *picked) Decode(ctx *kong.DecodeContext) error {
	text, err := ctx.Scan.PopValue("list")
	if err == nil {
		*p = append(*p, strings.Split(text.String(), ",")...)
	}
	return err
}

package chart

import _ "embed"

// CSS is the stylesheet of the figures: light, dark, print and forced colours. Nothing in it reaches beyond elements of
// class gm, gm-figure, gm-wide and gm-narrow. Inside an element of class gm-figure that holds both sizes, it shows the one
// that fits. A page may fix the theme with data-theme="light" or "dark" on its root element.
//
//go:embed theme.css
var CSS string

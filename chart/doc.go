// Package chart draws the study's figures. Each figure is made from one struct of data and returns the picture (SVG), the
// table and the sentence together, so that picture, numbers and words cannot disagree.
//
// A figure is drawn as a scene of seven primitives: rule, line, area, dot, bar, text and hatch. The SVG carries no colours,
// no script and no reference to anything outside it: marks have classes, and CSS is the stylesheet that gives them their
// look in light, dark, print and forced colours. Text stays text. Nothing is told by colour alone: shape, fill, letters or
// words say it too. Every figure is drawn in two sizes, Wide and Narrow, whose text is never smaller than 14 px.
//
// A missing value is never drawn at zero. It is listed in the table with its reason, and under the picture by name.
package chart

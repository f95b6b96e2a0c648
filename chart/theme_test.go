package chart

import (
	"math"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// Text needs a contrast of 4.5 and marks of 3 against the paper (WCAG 2.2, criteria 1.4.3 and 1.4.11).
func TestThemesHaveContrast(t *testing.T) {
	variable := regexp.MustCompile(`--gm-([\w-]+): (#[0-9A-F]{6})`)
	themes := 0
	for _, block := range strings.Split(CSS, "}") {
		colour := map[string]string{}
		for _, m := range variable.FindAllStringSubmatch(block, -1) {
			colour[m[1]] = m[2]
		}
		if len(colour) == 0 {
			continue
		}
		themes++
		for name, least := range map[string]float64{"ink": 4.5, "muted": 4.5, "stronger": 3, "similar": 3, "weaker": 3, "series-2": 3, "series-3": 3, "series-4": 3} {
			if got := contrast(t, colour[name], colour["paper"]); got < least {
				t.Errorf("%s %s on %s has contrast %.1f, needs %v", name, colour[name], colour["paper"], got, least)
			}
		}
	}
	if themes != 4 {
		t.Errorf("found %d themes, expected light, dark twice and print", themes)
	}
	if strings.Contains(CSS, "url(") || strings.Contains(CSS, "@import") || strings.Contains(CSS, "</") {
		t.Error("the stylesheet reaches outside, or cannot stand in a style element")
	}
}

func contrast(t *testing.T, a, b string) float64 {
	light, dark := luminance(t, a), luminance(t, b)
	return (max(light, dark) + 0.05) / (min(light, dark) + 0.05)
}

func luminance(t *testing.T, colour string) float64 {
	t.Helper()
	var sum float64
	for i, weight := range []float64{0.2126, 0.7152, 0.0722} {
		channel, err := strconv.ParseUint(colour[1+2*i:3+2*i], 16, 8)
		if err != nil {
			t.Fatal(err)
		}
		v := float64(channel) / 255
		if v <= 0.04045 {
			v /= 12.92
		} else {
			v = math.Pow((v+0.055)/1.055, 2.4)
		}
		sum += weight * v
	}
	return sum
}

func TestEveryRoleHasARule(t *testing.T) {
	for _, f := range samples(t) {
		for _, e := range parse(t, drawn(t, f, Wide)) {
			for _, class := range e.classes {
				if !regexp.MustCompile(`\.` + class + `[ ,{]`).MatchString(CSS) {
					t.Errorf("%s: class %s has no rule in the stylesheet", f.ID, class)
				}
			}
		}
	}
}

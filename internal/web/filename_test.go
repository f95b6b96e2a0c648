package web_test

import (
	"mime"
	"regexp"
	"strings"
	"testing"

	"goodmeasure/internal/web"
	"goodmeasure/internal/web/visit"
)

// In a folder of downloads each says by its name what it is of.
func TestFilesAreNamedByWhatTheyAreOf(t *testing.T) {
	v := visit.Start(t, web.Groups()...)
	const hash = "[0-9a-f]{12}"
	named := map[string]string{
		"/authority/leeds?format=csv&table=measures":                                               `authority-leeds-measures\.csv`,
		"/authority/leeds?format=xlsx&table=inspections&a=kent":                                    `authority-leeds-inspections\.xlsx`,
		"/authority/leeds?format=csv&table=measures&b=neighbours&show=all":                         `authority-leeds-beside-neighbours-showall-measures\.csv`,
		"/authority/leeds?format=svg&figure=trend-sw-agency&measure=sw_agency":                     `authority-leeds-trend-sw-agency\.svg`,
		"/authority/leeds?format=csv&table=measures&d=rereferral.sw_agency":                        `authority-leeds-measures-` + hash + `\.csv`,
		"/authority/bournemouth-christchurch-and-poole/briefing?format=csv&table=measures":         `briefing-bournemouth-christchurch-and-poole-measures\.csv`,
		"/measure/cla_missing?period=2019&show=table&format=csv&table=ranks":                       `measure-cla_missing-2019-ranks\.csv`,
		"/measure/cla_missing?show=map&format=png&figure=map":                                      `measure-cla_missing-20\d\d-map\.png`,
		"/measure/cla_missing?show=trend&region=Yorkshire+and+The+Humber&format=csv&table=regions": `measure-cla_missing-yorkshire-and-the-humber-regions\.csv`,
		"/ranking?format=csv&table=places&doubt=both&d=rereferral.sw_agency":                       `ranking-both-places-` + hash + `\.csv`,
		"/compare?a=leeds,kent&format=csv&table=comparison":                                        `compare-leeds-kent-comparison\.csv`,
		"/consistency?k=3&p=50&format=csv&table=strong":                                            `consistency-k3-p50-strong\.csv`,
	}
	seen := map[string]string{}
	for path, want := range named {
		answer := v.Get(t, path)
		_, params, err := mime.ParseMediaType(answer.Header.Get("Content-Disposition"))
		if got := params["filename"]; err != nil || !regexp.MustCompile(`^goodmeasure-`+want+`$`).MatchString(got) {
			t.Errorf("%s: status %d, the file is called %q, expected goodmeasure-%s", path, answer.Status, got, want)
		}
	}
	for _, group := range []string{"leeds,kent,hackney,cornwall,cumberland,sunderland,gateshead", "leeds,kent,hackney,cornwall,cumberland,sunderland,bexley"} {
		name := v.Get(t, "/authority/kingston-upon-hull/briefing?format=csv&table=measures&b="+group).Header.Get("Content-Disposition")
		if len(name) > 120 || seen[name] != "" || !strings.Contains(name, "-beside-") {
			t.Errorf("with the group %s the file is called %s, as with %q", group, name, seen[name])
		}
		seen[name] = group
	}
}

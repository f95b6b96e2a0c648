package workbench

import (
	"runtime/debug"
	"testing"
)

func TestProgramIsNamedByWhatItWasBuiltFrom(t *testing.T) {
	setting := func(key, value string) debug.BuildSetting { return debug.BuildSetting{Key: key, Value: value} }
	revision := setting("vcs.revision", "0123456789abcdef0123")
	for want, settings := range map[string][]debug.BuildSetting{
		"goodmeasure " + Version:                                       {setting("GOOS", "linux")},
		"goodmeasure " + Version + " (revision 0123456789ab)":          {revision, setting("vcs.modified", "false")},
		"goodmeasure " + Version + " (revision 0123456789ab, changed)": {revision, setting("vcs.modified", "true")},
	} {
		if got := builtFrom(&debug.BuildInfo{Settings: settings}); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
	if got := builtFrom(nil); got != "goodmeasure "+Version {
		t.Errorf("without knowledge of the build: %q", got)
	}
}

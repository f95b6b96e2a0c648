package workbench

import "runtime/debug"

// program names the program in results: its version, and the revision of the source that it was built from where the
// build knows it, since between two versions the same command may come to another result.
func program() string {
	build, _ := debug.ReadBuildInfo()
	return builtFrom(build)
}

func builtFrom(build *debug.BuildInfo) string {
	name := "goodmeasure " + Version
	if build == nil {
		return name
	}
	var revision, changed string
	for _, s := range build.Settings {
		switch s.Key {
		case "vcs.revision":
			revision = s.Value
		case "vcs.modified":
			if s.Value == "true" {
				changed = ", changed"
			}
		}
	}
	if revision == "" {
		return name
	}
	return name + " (revision " + revision[:min(12, len(revision))] + changed + ")"
}

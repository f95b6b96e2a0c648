package workbench_test

import (
	"math"
	"os"
	"path/filepath"
	"testing"

	"goodmeasure/internal/workbench"
)

// FuzzIndexTable holds whatever is read as a table and a structure to an error or to an index with finite scores.
func FuzzIndexTable(f *testing.F) {
	const table = "uCode,uName,a,b\nU1,\"Ald, moor\",1,4\nU2,Brack,2,\nU3,Cull,3,1\n"
	const structure = "iCode,iName,Level,Direction,Weight,Parent,Type,Denominator\na,A,1,1,1,X,Indicator,\nb,B,1,-1,1,X,Indicator,\nX,I,2,1,1,,Aggregate,\n"
	f.Add(table, structure, "minmax", "arithmetic", "none")
	f.Add(table, structure, "zscore", "copeland", "median")
	f.Add("uCode,a\nU1,1e308\nU2,-1e308\n", "iCode,Direction,Weight,Parent,Type\na,1,1,X,Indicator\nX,1,1,,Aggregate\n", "minmax", "harmonic", "row-mean")
	f.Add("uCode,a,a\nU1,1,2\nU1,,\n", "iCode,Direction,Weight,Parent,Type\na,1,1,a,Aggregate\n", "rank", "topsis", "mean")
	f.Add("uCode,uName,a\nU1,x,y,1\nU2,z,2\n", "iCode,iName,Direction,Weight,Parent,Type\na,b,c,1,1,X,Indicator\nX,X,1,1,,Aggregate\n", "best", "median", "none")
	f.Fuzz(func(t *testing.T, table, structure, scale, combine, fill string) {
		folder := t.TempDir()
		o := workbench.IndexTableOptions{Data: filepath.Join(folder, "data.csv"), Structure: filepath.Join(folder, "meta.csv"), Denominate: len(structure)%2 == 0,
			Impute: fill, Normalise: scale, Aggregate: []string{combine}, WinsoriseMost: 5}
		for path, text := range map[string]string{o.Data: table, o.Structure: structure} {
			if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		for _, treat := range []string{"none", "usual"} {
			o.Treat = treat
			x, err := workbench.IndexTable(o)
			if err != nil {
				continue
			}
			for _, r := range x.Results {
				if math.IsInf(float64(r.Score), 0) || r.Score.Known() != r.Rank.Known() {
					t.Errorf("%s has the score %v and the rank %v", r.Unit, r.Score, r.Rank)
				}
			}
		}
	})
}

package library

import (
	"net/url"
	"path/filepath"
	"reflect"
	"testing"
)

// A query that can be read asks the same when it is written into an address again, and finds something or nothing: no
// words that people type are an error of the search.
func FuzzParseQuery(f *testing.F) {
	shelf := At(filepath.Join(f.TempDir(), "library.db"))
	f.Cleanup(func() { _ = shelf.Close() })
	if _, err := shelf.Alone().Add(f.Context(), Draft{Kind: "report", Title: "Living with kin", Year: "2024"}, true); err != nil {
		f.Fatal(err)
	}
	for _, seed := range []string{"q=living+kin", "q=%22with+kin%22+-bridges&from=2000&to=2024&order=newest&page=2", "q=%22&group=services", "q=a*+OR+NEAR(b)+^c:d", "q=%00%ff'--", "subject=x&show=hidden", "page=0", "q=0&place=0", "from=2024&to=2000"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, address string) {
		values, err := url.ParseQuery(address)
		if err != nil || len(address) > 2000 {
			return
		}
		q, err := ParseQuery(values)
		if err != nil {
			return
		}
		again, err := ParseQuery(q.Values())
		if q.Page <= 1 {
			q.Page, again.Page = 0, 0
		}
		if err != nil || !reflect.DeepEqual(q, again) {
			t.Errorf("%q is %+v, and written again %+v, %v", address, q, again, err)
		}
		if _, err := shelf.Alone().Search(t.Context(), q); err != nil {
			t.Errorf("searching for %+v: %v", q, err)
		}
	})
}

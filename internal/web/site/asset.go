package site

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
	"io/fs"
	"net/http"
	"path"
	"strings"

	"goodmeasure/chart"
)

//go:embed shell/*.html
var shellFiles embed.FS

//go:embed assets
var assetFiles embed.FS

const assetRoot = "/assets/"

// assets are the files beside the pages. Their addresses hold their hashes, so that a client may keep them for good.
type assets struct {
	addresses map[string]string // by plain name: site.css
	files     map[string][]byte // by name with hash
}

// readAssets joins the stylesheets into one, that of the figures first.
func readAssets() (*assets, error) {
	entries, err := fs.ReadDir(assetFiles, "assets")
	if err != nil {
		return nil, err
	}
	found := map[string][]byte{}
	style := chart.CSS
	for _, entry := range entries {
		text, err := fs.ReadFile(assetFiles, "assets/"+entry.Name())
		if err != nil {
			return nil, err
		}
		if path.Ext(entry.Name()) == ".css" {
			style += string(text)
		} else {
			found[entry.Name()] = text
		}
	}
	found["site.css"] = []byte(style)
	a := &assets{map[string]string{}, map[string][]byte{}}
	for name, text := range found {
		sum := sha256.Sum256(text)
		extension := path.Ext(name)
		hashed := fmt.Sprintf("%s-%s%s", strings.TrimSuffix(name, extension), hex.EncodeToString(sum[:6]), extension)
		a.addresses[name], a.files[hashed] = assetRoot+hashed, text
	}
	return a, nil
}

var assetTypes = map[string]string{".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".svg": "image/svg+xml"}

func (a *assets) serve(w http.ResponseWriter, r *http.Request) {
	text, found := a.files[r.PathValue("name")]
	if !found {
		http.NotFound(w, r)
		return
	}
	w.Header().Set("Content-Type", assetTypes[path.Ext(r.PathValue("name"))])
	w.Header().Set("Cache-Control", "public, max-age=31536000, immutable")
	_, _ = w.Write(text) // a client that has gone needs nothing more
}

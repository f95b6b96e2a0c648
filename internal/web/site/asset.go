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
	files     map[string]*reply // by name with hash
}

var assetTypes = map[string]string{".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".svg": "image/svg+xml"}

// readAssets joins the stylesheets into one, that of the figures first.
func readAssets() (*assets, error) {
	entries, err := fs.ReadDir(assetFiles, "assets")
	if err != nil {
		return nil, err
	}
	a := &assets{map[string]string{}, map[string]*reply{}}
	style := chart.CSS
	for _, entry := range entries {
		text, err := fs.ReadFile(assetFiles, "assets/"+entry.Name())
		if err != nil {
			return nil, err
		}
		if path.Ext(entry.Name()) == ".css" {
			style += string(text)
		} else if err := a.add(entry.Name(), text); err != nil {
			return nil, err
		}
	}
	return a, a.add("site.css", []byte(style))
}

func (a *assets) add(name string, text []byte) error {
	sum := sha256.Sum256(text)
	extension := path.Ext(name)
	hashed := fmt.Sprintf("%s-%s%s", strings.TrimSuffix(name, extension), hex.EncodeToString(sum[:6]), extension)
	answer, err := made(http.StatusOK, assetTypes[extension], text)
	a.addresses[name], a.files[hashed] = assetRoot+hashed, answer
	return err
}

func (s *Site) serveAsset(w http.ResponseWriter, r *http.Request) {
	file, found := s.assets.files[r.PathValue("name")]
	if !found {
		s.missing(w, r)
		return
	}
	w.Header().Set("Cache-Control", "public, max-age=31536000, immutable")
	if err := file.send(w, r); err != nil {
		s.fail(w, r, err)
	}
}

func (s *Site) serveIcon(w http.ResponseWriter, r *http.Request) {
	http.Redirect(w, r, s.assets.addresses["favicon.svg"], http.StatusMovedPermanently)
}

// serveRobots keeps search engines to the pages: each stands under endless addresses with other choices.
func (s *Site) serveRobots(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	_, _ = w.Write([]byte("User-agent: *\nDisallow: /api/\nDisallow: /*?\n"))
}

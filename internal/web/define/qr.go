package define

import (
	"fmt"
	"io"
	"strings"

	"rsc.io/qr"

	"goodmeasure/internal/web/site"
)

// quiet is the white margin that a reader needs, in modules.
const quiet = 4

// mostInQR is how many bytes the largest QR code holds at the lowest level of correction.
const mostInQR = 2953

// writeQR draws a text as a QR code, as SVG or PNG.
func writeQR(w io.Writer, text string, svg bool) error {
	if len(text) > mostInQR {
		return &site.BadRequest{What: fmt.Sprintf("A QR code holds %d characters, and this address has %d.", mostInQR, len(text)), Do: "Send the link, or the file of the definition."}
	}
	code, err := qr.Encode(text, qr.L)
	if err != nil {
		return fmt.Errorf("making a QR code: %w", err)
	}
	if !svg {
		code.Scale = 8
		_, err := w.Write(code.PNG())
		return err
	}
	var path strings.Builder
	for y := range code.Size {
		for x := range code.Size {
			if code.Black(x, y) {
				fmt.Fprintf(&path, "M%d %dh1v1h-1z", x+quiet, y+quiet)
			}
		}
	}
	side := code.Size + 2*quiet
	_, err = fmt.Fprintf(w, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" width="%d" height="%d" shape-rendering="crispEdges" role="img" aria-label="QR code of the address"><path fill="#FFFFFF" d="M0 0h%dv%dH0z"/><path fill="#000000" d="%s"/></svg>`+"\n",
		side, side, 8*side, 8*side, side, side, path.String())
	return err
}

package testkit

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"strconv"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	_ "github.com/jackc/pgx/v5/stdlib" // the database/sql driver "pgx"
)

// cluster is the PostgreSQL of this test binary. Its server ends, and its folder goes, when the pipe to it closes, which
// it does however the tests end.
type cluster struct {
	sync.Once
	address string // with %s for the database
	err     error
	made    atomic.Int64
	pipe    io.Closer // kept from being collected, which would close it
}

var server cluster

// Engines are those that a workspace runs on.
var Engines = []string{"SQLite", "PostgreSQL"}

// Place is where a test may keep a new workspace on an engine.
func Place(t testing.TB, engine string) string {
	t.Helper()
	if engine == "PostgreSQL" {
		return PostgreSQL(t)
	}
	return filepath.Join(t.TempDir(), "w.db")
}

// PostgreSQL gives the address of an empty database of its own, on a server that the tests start for themselves. The
// server sorts text as dictionaries do, so that a test notices where an order is left to it.
func PostgreSQL(t testing.TB) string {
	t.Helper()
	bin := postgreSQLPrograms()
	if bin == "" {
		SkipOrFail(t, "no PostgreSQL server (Debian's package is called postgresql)")
	}
	server.Do(func() { server.err = server.start(bin) })
	if server.err != nil {
		t.Fatalf("starting PostgreSQL: %v", server.err)
	}
	name := fmt.Sprintf("test%d", server.made.Add(1))
	if err := server.carryOut("CREATE DATABASE " + name); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := server.carryOut("DROP DATABASE " + name + " WITH (FORCE)"); err != nil {
			t.Error(err)
		}
	})
	return fmt.Sprintf(server.address, name)
}

// postgreSQLPrograms is the folder of the server's programs, the newest there is; "" where there is none.
func postgreSQLPrograms() string {
	if found, err := filepath.Glob("/usr/lib/postgresql/*/bin/initdb"); err == nil && len(found) > 0 {
		return filepath.Dir(found[len(found)-1])
	}
	if found, err := exec.LookPath("postgres"); err == nil {
		return filepath.Dir(found)
	}
	return ""
}

// run ends the server and removes its folder when what it reads ends.
const run = `"$1/postgres" -D "$2/data" -p "$3" -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=off -c max_connections=200 &
cat >/dev/null; kill -INT $!; wait $!; rm -rf "$2"`

func (c *cluster) start(bin string) (err error) {
	folder, err := os.MkdirTemp("", "goodmeasure-postgresql-")
	if err != nil {
		return err
	}
	as, err := otherUser(folder)
	if err != nil {
		return err
	}
	data := filepath.Join(folder, "data")
	initdb := exec.Command(filepath.Join(bin, "initdb"), "-D", data, "-U", "goodmeasure", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8",
		"--locale-provider=icu", "--icu-locale=en-GB", "--no-sync", "--no-instructions")
	initdb.Dir, initdb.SysProcAttr = folder, as
	if said, err := initdb.CombinedOutput(); err != nil {
		return errors.Join(fmt.Errorf("%w: %s", err, said), os.RemoveAll(folder))
	}
	port, err := freePort()
	if err != nil {
		return err
	}
	log, err := os.Create(filepath.Join(folder, "log"))
	if err != nil {
		return err
	}
	defer log.Close()
	shell := exec.Command("/bin/sh", "-c", run, "sh", bin, folder, strconv.Itoa(port))
	shell.Dir, shell.SysProcAttr, shell.Stdout, shell.Stderr = folder, as, log, log
	shell.SysProcAttr.Setpgid = true // Ctrl-C ends the tests, and they end it
	if c.pipe, err = shell.StdinPipe(); err != nil {
		return err
	}
	if err := shell.Start(); err != nil {
		return err
	}
	c.address = fmt.Sprintf("postgres://goodmeasure@127.0.0.1:%d/%%s?sslmode=disable", port)
	for range 300 {
		if err = c.carryOut("SELECT 1"); err == nil {
			return nil
		}
		time.Sleep(100 * time.Millisecond)
	}
	said, _ := os.ReadFile(log.Name())
	return fmt.Errorf("it does not answer: %w\n%s", err, said)
}

// otherUser lets the server run as somebody who may: it refuses root.
func otherUser(folder string) (*syscall.SysProcAttr, error) {
	if os.Geteuid() != 0 {
		return &syscall.SysProcAttr{}, nil
	}
	var uid, gid int
	for _, name := range []string{"postgres", "nobody"} {
		if found, err := user.Lookup(name); err == nil {
			uid, _ = strconv.Atoi(found.Uid)
			gid, _ = strconv.Atoi(found.Gid)
			break
		}
	}
	if uid == 0 {
		return nil, errors.New("there is no user postgres or nobody, and the server refuses to run as root")
	}
	return &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}}, os.Chown(folder, uid, gid)
}

func freePort() (int, error) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return 0, err
	}
	return listener.Addr().(*net.TCPAddr).Port, listener.Close()
}

// carryOut sends one statement to the server's own database.
func (c *cluster) carryOut(statement string) error {
	db, err := sql.Open("pgx", fmt.Sprintf(c.address, "postgres"))
	if err != nil {
		return err
	}
	defer db.Close()
	ctx, cancel := context.WithTimeout(context.Background(), 30*time.Second)
	defer cancel()
	_, err = db.ExecContext(ctx, statement)
	return err
}

// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package cli

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"

	"github.com/spf13/cobra"

	"selvedge/internal/datadir"
	"selvedge/internal/edgetls"
)

// systemCertificates is where Debian and its relatives look for certificates of the machine's owner.
const systemCertificates = "/usr/local/share/ca-certificates"

// updateCertificates is the program that takes them into the trust store.
const updateCertificates = "update-ca-certificates"

func newCACommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "ca",
		Short: "Trust the certificates that the edge makes for itself",
		Long: "An edge that listens with TLS and has no other certificate for a name signs one itself, with a local CA that\n" +
			"'selvedge serve --edge-tls-addr' makes in the data folder on its first start. Clients that trust this CA can use\n" +
			"every distribution over TLS. Whoever has its key, ca/ca-key.pem in the data folder, can pretend to be any server to them.",
		Example: "  selvedge ca export > selvedge-ca.pem\n  curl --cacert selvedge-ca.pem https://www.example.com:8443/\n  sudo selvedge ca install",
		Args:    cobra.NoArgs,
		RunE:    func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(newCAExportCommand(), newCAInstallCommand())
	return cmd
}

func newCAExportCommand() *cobra.Command {
	var dir string
	cmd := &cobra.Command{
		Use:     "export",
		Short:   "Print the certificate of the local CA, in PEM",
		Example: "  selvedge ca export > selvedge-ca.pem\n  curl --cacert selvedge-ca.pem https://www.example.com:8443/",
		RunE: func(cmd *cobra.Command, _ []string) error {
			text, err := readCA(dir)
			if err != nil {
				return err
			}
			_, err = cmd.OutOrStdout().Write(text)
			return err
		},
	}
	cmd.Flags().StringVar(&dir, "data", datadir.Default, "data folder of the server")
	return cmd
}

func newCAInstallCommand() *cobra.Command {
	var dir, target string
	cmd := &cobra.Command{
		Use:   "install",
		Short: "Make this machine trust the local CA",
		Long: "Copies the certificate of the local CA to " + systemCertificates + " and runs " + updateCertificates + ", as Debian,\n" +
			"Ubuntu and Alpine want it; that needs root. With --dir the certificate is only copied. Browsers that have a list of\n" +
			"their own, such as Firefox, must be given the file that 'selvedge ca export' prints.",
		Example: "  sudo selvedge ca install --data /var/lib/selvedge\n  selvedge ca install --dir ./certificates",
		RunE: func(cmd *cobra.Command, _ []string) error {
			text, err := readCA(dir)
			if err != nil {
				return err
			}
			return installCA(cmd, text, target)
		},
	}
	cmd.Flags().StringVar(&dir, "data", datadir.Default, "data folder of the server")
	cmd.Flags().StringVar(&target, "dir", systemCertificates, "folder that the certificate is copied to")
	return cmd
}

func readCA(dir string) ([]byte, error) {
	text, err := edgetls.ReadCACertificate(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("data folder %s has no local CA yet; 'selvedge serve --data %s --edge-tls-addr 127.0.0.1:8443' makes one on its first start", dir, dir)
	}
	return text, err
}

// installCA copies the certificate and lets the system take it in.
func installCA(cmd *cobra.Command, text []byte, target string) error {
	path := filepath.Join(target, "selvedge-local-ca.crt")
	updates := target == systemCertificates
	if updates {
		if _, err := exec.LookPath(updateCertificates); err != nil {
			return fmt.Errorf("%s is not on this system, so that it has another way to trust a CA; give it what 'selvedge ca export' prints", updateCertificates)
		}
	}
	if err := os.WriteFile(path, text, 0o644); err != nil { //nolint:gosec // everybody may read certificates
		if errors.Is(err, fs.ErrPermission) {
			return fmt.Errorf("%w; run 'sudo selvedge ca install --data FOLDER', or choose a folder with --dir", err)
		}
		return fmt.Errorf("local CA: %w", err)
	}
	out := cmd.OutOrStdout()
	fmt.Fprintf(out, "copied the certificate of the local CA to %s\n", path)
	if !updates {
		fmt.Fprintf(out, "nothing trusts it yet: point a client to it, or run 'sudo selvedge ca install'\n")
		return nil
	}
	if err := runUpdate(cmd.Context(), cmd); err != nil {
		return err
	}
	fmt.Fprintf(out, "this machine trusts it now; to undo that, remove the file and run %s --fresh\n", updateCertificates)
	return nil
}

func runUpdate(ctx context.Context, cmd *cobra.Command) error {
	update := exec.CommandContext(ctx, updateCertificates)
	update.Stdout, update.Stderr = cmd.ErrOrStderr(), cmd.ErrOrStderr()
	if err := update.Run(); err != nil {
		return fmt.Errorf("%s: %w", updateCertificates, err)
	}
	return nil
}

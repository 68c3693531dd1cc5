using DeepQ.Onnx.Files;

namespace DeepQ.Onnx.Verification;

/// <summary>Writes a file only if it can be verified, and completely.</summary>
public static class VerifiedFile
{
    /// <summary>
    /// Writes to a temporary file in the same folder, reads it back, verifies it and renames it into place. If anything
    /// fails, the temporary file is deleted and an older file at <paramref name="path"/> stays unchanged.
    /// </summary>
    /// <param name="path">
    /// The path of the file; its folder exists. A symbolic link is followed to its target.
    /// </param>
    /// <param name="bytes">The content.</param>
    /// <param name="verify">Compares the bytes read back with the network.</param>
    /// <returns>The report of <paramref name="verify"/>.</returns>
    /// <exception cref="PolicyVerificationException">The report does not pass.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static VerificationReport Write(
        string path, ReadOnlySpan<byte> bytes, Func<byte[], VerificationReport> verify)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(verify);

        byte[] written = bytes.ToArray();
        VerificationReport? report = null;
        WholeFile.Write(path, file =>
        {
            file.Write(written);
            file.Flush(flushToDisk: true);
            byte[] read = new byte[written.Length];
            file.Position = 0;
            file.ReadExactly(read);
            report = verify(read);
            if (!report.Passed)
                throw new PolicyVerificationException(path, report);
        });
        return report!;
    }
}

using DeepQ.Onnx.Files;

namespace DeepQ.Onnx.Verification;

/// <summary>Writes a file that is either verified and whole or not there.</summary>
public static class VerifiedFile
{
    /// <summary>
    /// Writes to a temporary file in the same folder, reads it back, has that verified, and renames it into place. When
    /// anything fails, the temporary file is deleted and an older file at <paramref name="path"/> is as it was.
    /// </summary>
    /// <param name="path">
    /// Where the file is to be; its folder exists. Where a symbolic link is there, the file that it leads to is replaced.
    /// </param>
    /// <param name="bytes">What it is to hold.</param>
    /// <param name="verify">Compares the bytes that were read back with the network.</param>
    /// <returns>What <paramref name="verify"/> reported.</returns>
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

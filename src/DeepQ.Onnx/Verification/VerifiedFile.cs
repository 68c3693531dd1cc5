namespace DeepQ.Onnx;

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

        try
        {
            return WriteWhole(TargetOf(path), bytes, verify);
        }
        catch (UnauthorizedAccessException error)
        {
            throw new IOException($"'{path}' cannot be written: {error.Message}", error);
        }
    }

    private static VerificationReport WriteWhole(
        string path, ReadOnlySpan<byte> bytes, Func<byte[], VerificationReport> verify)
    {
        // Not made of the name of the file, which may be as long as the file system allows.
        string folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        string temporary = Path.Combine(folder, $".{Guid.NewGuid():N}.tmp");
        try
        {
            using (FileStream file = new(temporary, FileMode.CreateNew, FileAccess.Write))
            {
                file.Write(bytes);
                file.Flush(flushToDisk: true);
            }

            VerificationReport report = verify(File.ReadAllBytes(temporary));
            if (!report.Passed)
                throw new PolicyVerificationException(path, report);
            File.Move(temporary, path, overwrite: true);
            return report;
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    // A link stays a link: whoever follows it finds the new file.
    private static string TargetOf(string path) =>
        new FileInfo(path).LinkTarget is null ? path : File.ResolveLinkTarget(path, returnFinalTarget: true)!.FullName;
}

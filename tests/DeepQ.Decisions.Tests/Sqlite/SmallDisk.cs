using System.Diagnostics;

namespace DeepQ.Decisions.Tests.Sqlite;

/// <summary>A file system of one megabyte in memory, as Linux has them for those who may mount.</summary>
internal sealed class SmallDisk : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly bool _isMounted;

    public SmallDisk() => _isMounted = OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess
        && Run("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", _folder.FullName);

    /// <summary>Why there is none; null where there is.</summary>
    public string? Refusal => _isMounted ? null : "A small file system cannot be mounted here.";

    public string File(string name) => _folder.File(name);

    public void Dispose()
    {
        if (_isMounted)
            Run("umount", _folder.FullName);
        _folder.Dispose();
    }

    private static bool Run(string program, params string[] arguments)
    {
        try
        {
            using Process process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}

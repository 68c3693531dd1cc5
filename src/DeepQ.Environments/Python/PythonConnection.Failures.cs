namespace DeepQ.Environments.Python;

internal sealed partial class PythonConnection
{
    // Where a signal ends a process, its exit code is that of the signal added to this.
    private const int FirstSignal = 128;

    /// <summary>Throws what ended the process, if it has ended.</summary>
    public void ThrowIfOver()
    {
        ObjectDisposedException.ThrowIf(_ended, typeof(PythonProcess));
        if (_failure is not null)
            throw new PythonEnvironmentException(_failure.Failure, _failure.Message, _failure);
    }

    private Exception Gone(string during, Exception? cause)
    {
        if (_ended)
            return new ObjectDisposedException(nameof(PythonProcess));
        _watchdog.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        if (_timedOut)
            return Fail(PythonFailure.Timeout, $"{_name}: {during} took longer than {_limit}, so the process was ended.{Printed()}", cause);
        string end = _process.WaitForExit(TimeSpan.FromSeconds(2)) ? $"with exit code {Describe(_process.ExitCode)}" : "its side of the pipe";
        Kill();
        // Before the greeting it has run nothing but the server.
        return Fail(_isGreeted ? PythonFailure.Crash : PythonFailure.Interpreter, $"{_name}: the Python process ended {end} during {during}.{Printed()}", cause);
    }

    private PythonEnvironmentException Fail(PythonFailure failure, string message, Exception? cause = null) =>
        _failure = new PythonEnvironmentException(failure, message, cause);

    private string Printed()
    {
        string lines = _output.ReadLast();
        return lines.Length == 0 ? " It printed nothing." : $" It printed last:\n{lines}";
    }

    private static string Describe(int exitCode) => !OperatingSystem.IsWindows() && exitCode > FirstSignal
        ? $"{exitCode} (signal {exitCode - FirstSignal})"
        : $"{exitCode}";
}

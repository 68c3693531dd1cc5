using System.Text;

namespace DeepQ.Environments.Python;

/// <summary>The lines that a process writes to its standard error: hands them on and keeps the last ones.</summary>
/// <remarks>Its thread holds nothing but the stream, so that a forgotten process is collected, which ends it.</remarks>
internal sealed class PythonOutput
{
    private const int KeptLines = 20;
    private const int LongestLine = 1000;

    private readonly Queue<string> _last = new();
    private readonly Thread _thread;

    /// <summary>Reads to the end of the stream, on a thread of its own.</summary>
    public PythonOutput(Stream errors, TextWriter? output)
    {
        _thread = new Thread(() => Read(errors, output)) { IsBackground = true, Name = "Output of Python" };
        _thread.Start();
    }

    /// <summary>Waits for the last lines of a process that has ended, and returns them, each on a line of its own.</summary>
    public string ReadLast()
    {
        // A process that is left behind by the one that ended may still hold the stream.
        _thread.Join(TimeSpan.FromSeconds(1));
        lock (_last)
            return string.Join('\n', _last);
    }

    private void Read(Stream errors, TextWriter? output)
    {
        try
        {
            using StreamReader reader = new(errors, Encoding.UTF8);
            while (reader.ReadLine() is { } line)
            {
                lock (_last)
                {
                    if (_last.Count == KeptLines)
                        _last.Dequeue();
                    _last.Enqueue(line.Length <= LongestLine ? line : line[..LongestLine]);
                }

                output = Write(output, line);
            }
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            // The process has ended.
        }
    }

    // A writer that fails, as one that is closed already does, is given nothing more: the lines are still read.
    private static TextWriter? Write(TextWriter? output, string line)
    {
        try
        {
            output?.WriteLine(line);
            return output;
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            return null;
        }
    }
}

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
            StringBuilder line = new();
            bool isReturned = false;
            for (int next = reader.Read(); next >= 0; next = reader.Read())
            {
                // A line that never ends is cut, and takes no more memory than others. "\r\n" ends a line once.
                if (next is '\r' or '\n' ? next == '\r' || !isReturned : line.Append((char)next).Length == LongestLine)
                    output = End(line, output);
                isReturned = next == '\r';
            }

            if (line.Length > 0)
                End(line, output);
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            // The process has ended.
        }
    }

    private TextWriter? End(StringBuilder characters, TextWriter? output)
    {
        string line = characters.ToString();
        characters.Clear();
        lock (_last)
        {
            if (_last.Count == KeptLines)
                _last.Dequeue();
            _last.Enqueue(line);
        }

        return Write(output, line);
    }

    // A writer that fails, as one that is closed already does, is given nothing more: the lines are still read. What it throws
    // would end the program. Several processes may share it.
    private static TextWriter? Write(TextWriter? output, string line)
    {
        try
        {
            if (output is null)
                return null;
            lock (output)
                output.WriteLine(line);
            return output;
        }
        catch (Exception)
        {
            return null;
        }
    }
}

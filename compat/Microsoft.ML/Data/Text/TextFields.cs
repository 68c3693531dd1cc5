using System.Globalization;
using System.Text;

namespace Microsoft.ML.Data;

/// <summary>The lines of a file, split into fields.</summary>
internal sealed class TextFields : IDisposable
{
    private readonly TextLoader.Options _options;
    private readonly StreamReader _reader;
    private string _line;
    private bool _begun;

    internal TextFields(string path, TextLoader.Options options)
    {
        _options = options;
        _reader = new StreamReader(path, Encoding.UTF8);
    }

    /// <summary>The number of the current line in the file, from 1.</summary>
    internal long LineNumber { get; private set; }

    internal List<string> Current { get; } = [];

    public void Dispose() => _reader.Dispose();

    internal bool MoveNext()
    {
        if (!_begun)
        {
            _begun = true;
            // Before the data a line may also be a comment by '#': the head that SaveAsText writes.
            do
            {
                if (!ReadLine())
                    return false;
            }
            while (_line.StartsWith('#'));
            if (_options.HasHeader && !ReadLine())
                return false;
        }
        else if (!ReadLine())
        {
            return false;
        }

        Split();
        if (_options.AllowSparse)
            Expand();
        return true;
    }

    // Skips empty lines and comments.
    private bool ReadLine()
    {
        do
        {
            _line = _reader.ReadLine();
            LineNumber++;
        }
        while (_line != null && (_line.Length == 0 || _line.StartsWith("//", StringComparison.Ordinal)));
        if (_line != null && _options.TrimWhitespace)
            _line = _line.TrimEnd();
        return _line != null;
    }

    private void Split()
    {
        Current.Clear();
        int at = 0;
        while (true)
        {
            while (at < _line.Length && _line[at] == ' ' && !IsSeparator(' '))
                at++;
            if (_options.AllowQuoting && at < _line.Length && _line[at] == '"')
            {
                Current.Add(Quoted(ref at));
            }
            else
            {
                int start = at;
                at = EndOfField(at);
                Current.Add(_line[start..at]);
            }

            if (at >= _line.Length)
                return;
            at++;
        }
    }

    // A field whose quotes do not match is empty, as if it were missing.
    private string Quoted(ref int at)
    {
        var text = new StringBuilder();
        for (at++; ; at++)
        {
            if (at >= _line.Length)
            {
                if (!_options.ReadMultilines || _reader.ReadLine() is not string next)
                    return string.Empty;
                LineNumber++;
                text.Append('\n');
                _line = next;
                at = -1;
            }
            else if (_line[at] != '"')
            {
                text.Append(_line[at]);
            }
            else if (at + 1 < _line.Length && _line[at + 1] == '"')
            {
                text.Append(_line[++at]);
            }
            else
            {
                int end = EndOfField(at + 1);
                bool whole = string.IsNullOrWhiteSpace(_line[(at + 1)..end]);
                at = end;
                return whole ? text.ToString() : string.Empty;
            }
        }
    }

    private int EndOfField(int at)
    {
        while (at < _line.Length && !IsSeparator(_line[at]))
            at++;
        return at;
    }

    private bool IsSeparator(char c) => Array.IndexOf(_options.Separators, c) >= 0;

    // "a, 5, 1:x, 4:y" is a, and then five fields of which the second and the last are given.
    private void Expand()
    {
        int first = Current.FindIndex(field => IsPair(field, out _, out _));
        if (first < 1)
            return;
        if (!int.TryParse(Current[first - 1], NumberStyles.None, CultureInfo.InvariantCulture, out int count))
            throw new FormatException($"Line {LineNumber} has sparse fields, but no count before them.");
        List<string> pairs = Current[first..];
        Current.RemoveRange(first - 1, Current.Count - first + 1);
        int start = Current.Count;
        Current.AddRange(Enumerable.Repeat(string.Empty, count));
        foreach (string pair in pairs)
        {
            if (!IsPair(pair, out int index, out string value) || index >= count)
                throw new FormatException($"Line {LineNumber} has the sparse field '{pair}' among {count}.");
            Current[start + index] = value;
        }
    }

    private static bool IsPair(string field, out int index, out string value)
    {
        int colon = field.IndexOf(':');
        index = 0;
        value = colon < 0 ? null : field[(colon + 1)..];
        return colon > 0
            && int.TryParse(field.AsSpan(0, colon), NumberStyles.None, CultureInfo.InvariantCulture, out index);
    }
}

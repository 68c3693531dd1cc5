using DeepQ.Tool.Files;
using nietras.SeparatedValues;

namespace DeepQ.Tool.Tables;

/// <summary>Reads files of CSV with a header; the separator is found.</summary>
internal static class CsvTable
{
    /// <summary>Reads a row.</summary>
    public delegate T RowReader<T>(SepReader.Row row);

    /// <summary>Reads all rows.</summary>
    /// <param name="path">The file.</param>
    /// <param name="begin">Is given the names of the columns, and gives what reads a row.</param>
    /// <exception cref="InvalidDataException">It is no table, or a row is wrong; the message names the file and the line.</exception>
    /// <exception cref="IOException">The file is not there, or cannot be read.</exception>
    public static List<T> Read<T>(string path, Func<IReadOnlyList<string>, RowReader<T>> begin)
    {
        PolicyFile.Require(path);
        List<T> rows = [];
        using SepReader reader = Open(path);
        if (reader.Header.ColNames.Count == 0)
            throw new InvalidDataException($"'{path}' is empty: its first line has the names of the columns.");
        RowReader<T> read = begin(reader.Header.ColNames);
        while (Next(path, reader))
        {
            SepReader.Row row = reader.Current;
            try
            {
                rows.Add(read(row));
            }
            catch (FormatException error)
            {
                throw new InvalidDataException($"'{path}', line {row.LineNumberFrom}: {error.Message}", error);
            }
        }

        return rows.Count > 0 ? rows : throw new InvalidDataException($"'{path}' has no rows below its header.");
    }

    private static SepReader Open(string path)
    {
        try
        {
            return Sep.Reader(options => options with { Unescape = true }).FromFile(path);
        }
        catch (Exception error) when (error is InvalidDataException or ArgumentException or NotSupportedException)
        {
            throw new InvalidDataException($"'{path}' is no table: {error.Message}", error);
        }
    }

    private static bool Next(string path, SepReader reader)
    {
        try
        {
            return reader.MoveNext();
        }
        catch (Exception error) when (error is InvalidDataException or ArgumentException or NotSupportedException)
        {
            throw new InvalidDataException($"'{path}' is no table: {error.Message}", error);
        }
    }
}

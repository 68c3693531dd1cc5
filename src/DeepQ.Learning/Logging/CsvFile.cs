using System.Globalization;

namespace DeepQ.Learning.Logging;

/// <summary>Reads the files of <see cref="CsvLog"/>.</summary>
internal static class CsvFile
{
    /// <summary>Reads the numbers in order; skips a line that was incomplete when a program ended.</summary>
    /// <exception cref="InvalidDataException">The file is not a file of metrics.</exception>
    public static IEnumerable<(string Tag, long Step, double Value)> Read(string path)
    {
        int line = 0;
        foreach (string text in File.ReadLines(path))
        {
            if (line++ == 0)
            {
                if (text != "step,metric,value")
                    throw new InvalidDataException($"'{path}' is not a file of metrics: it does not begin with step,metric,value.");
                continue;
            }

            string[] parts = text.Split(',');
            if (parts.Length == 3
                && long.TryParse(parts[0], NumberStyles.Integer, CultureInfo.InvariantCulture, out long step)
                && double.TryParse(parts[2], NumberStyles.Float, CultureInfo.InvariantCulture, out double value))
            {
                yield return (parts[1], step, value);
            }
        }
    }
}

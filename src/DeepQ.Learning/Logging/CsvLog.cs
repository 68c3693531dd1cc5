using System.Globalization;
using DeepQ.Learning.Training;
using DeepQ.Onnx.Files;

namespace DeepQ.Learning.Logging;

/// <summary>
/// Writes the metrics of a training to a CSV file, one line per value: <c>step,metric,value</c>. Its settings go to a
/// separate file, <c>metrics.settings.json</c> for <c>metrics.csv</c>.
/// </summary>
public sealed class CsvLog : MetricLog, IDisposable
{
    private readonly string _path;
    private readonly StreamWriter _writer;

    /// <summary>Opens the file.</summary>
    /// <param name="path">The file; its folder is created.</param>
    /// <param name="updateInterval">The number of updates to average for each logged value.</param>
    /// <param name="append">Whether to append to the file, as a resumed training does; otherwise it is replaced.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="updateInterval"/> is not positive.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public CsvLog(string path, int updateInterval = 100, bool append = false)
        : base(updateInterval)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        _path = path;
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
            _writer = new StreamWriter(PlainFile.OpenWrite(path, append)) { NewLine = "\n" };
        }
        catch (UnauthorizedAccessException e)
        {
            throw new IOException($"'{path}' cannot be written: {e.Message}", e);
        }

        if (_writer.BaseStream.Position == 0)
            _writer.WriteLine("step,metric,value");
    }

    /// <summary>Closes the file.</summary>
    public void Dispose()
    {
        try
        {
            _writer.Dispose();
        }
        catch (IOException)
        {
            // The training warned about it already, and the caller still has a network to save.
        }
    }

    /// <inheritdoc/>
    public override void OnTrainingStart(TrainingSettings settings) => SettingsFile.Write(SettingsFile.Beside(_path), settings);

    /// <inheritdoc/>
    protected override void Write(string metric, long step, double value) =>
        _writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{step},{metric},{value}"));

    /// <inheritdoc/>
    protected override void Flush() => _writer.Flush();
}

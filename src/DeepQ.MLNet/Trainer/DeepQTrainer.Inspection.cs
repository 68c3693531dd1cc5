using DeepQ.Learning.Data;
using DeepQ.MLNet.Data;
using Microsoft.ML;
using Microsoft.ML.Runtime;

namespace DeepQ.MLNet;

public sealed partial class DeepQTrainer
{
    /// <summary>Reads a table like <see cref="Fit(IDataView)"/> and reports what it found, without learning.</summary>
    /// <inheritdoc cref="Fit(IDataView)" path="/exception"/>
    /// <param name="input">The table.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="OperationCanceledException">The reading was canceled.</exception>
    public LoggedDataReport Inspect(IDataView input, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(input);
        using IChannel channel = _host.Start("Inspection");
        using LoggedData data = Read(input, _options.Featurizer?.Fit(input), channel, cancellationToken);
        return data.Report;
    }

    private LoggedData Read(
        IDataView input, ITransformer? featurizer, IChannel channel, CancellationToken cancellationToken) =>
        LoggedDataReader.Read(input, _options.Table, featurizer, channel, cancellationToken);
}

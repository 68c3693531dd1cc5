using DeepQ.Environments;
using DeepQ.Learning;
using DeepQ.Learning.Data;
using DeepQ.MLNet.Data;
using DeepQ.MLNet.Export;
using DeepQ.MLNet.Trainer;
using Microsoft.ML.Runtime;

namespace DeepQ.MLNet;

public sealed partial class DeepQTrainer
{
    // Trains with the demonstrations of the table, if there is one; it is read again for each training.
    private T WithDemonstrations<T>(
        DqnTrainer trainer, Func<DiscreteSpace> actions, Func<DqnTrainer, T> learn, IChannel channel, CancellationToken cancellationToken)
    {
        if (_options.DemonstrationTable is not { } table)
            return learn(trainer);
        IReadOnlyList<string> names = actions().Names;
        if (_options.ActionNames is { } own && !own.SequenceEqual(names))
        {
            throw new ArgumentException(
                $"The environment has the actions {string.Join(", ", names)}, but ActionNames are {string.Join(", ", own)}; they must be " +
                "the same, in the same order, or ActionNames must be null.");
        }

        using LoggedData data = LoggedDataReader.Read(
            table, _options.Table with { ActionNames = names }, featurizer: null, channel, cancellationToken);
        channel.Info(MessageSensitivity.None, "{0} transitions are demonstrations.", data.Transitions.Count);
        return learn(NewTrainer(isExported: trainer == _exportedTrainer, data));
    }

    private DqnTrainer NewTrainer(bool isExported, LoggedData? demonstrations = null)
    {
        Options options = (Options)_options.Copy();
        options.Observers = [.. _options.Observers, new WarningLog(_host)];
        if (isExported)
            options.NetworkCheck = TrainedPolicy.RequireExport;
        if (demonstrations is not null)
        {
            options.DemonstrationTable = null;
            options.Demonstrations ??= new();
            options.Demonstrations.Data = demonstrations;
        }

        return new DqnTrainer(options);
    }
}

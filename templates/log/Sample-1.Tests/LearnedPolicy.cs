using DeepQ.MLNet;
using Microsoft.ML;

namespace Sample_1.Tests;

/// <summary>A policy that was learned once for all tests.</summary>
public sealed class LearnedPolicy : IDisposable
{
    public LearnedPolicy()
    {
        Log = InvoiceLog.Read(MLContext, InvoiceLog.DefaultPath);
        (IDataView learn, Judge) = InvoiceLog.Split(MLContext, Log);
        Settings = InvoiceLog.Settings(MLContext);
        Trainer = MLContext.ReinforcementLearning.Trainers.Cql(Settings);
        Policy = Trainer.Fit(learn);
    }

    public MLContext MLContext { get; } = new(seed: 1);

    public IDataView Log { get; }

    public IDataView Judge { get; }

    public DeepQTrainer.Options Settings { get; }

    public DeepQTrainer Trainer { get; }

    public DeepQTransformer Policy { get; }

    public void Dispose() => Policy.Dispose();
}

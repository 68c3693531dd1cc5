using DeepQ.Learning.Tests.Support;
using DeepQ.Learning.Updates;

namespace DeepQ.Learning.Tests.Checkpoints;

/// <summary>Checkpoints that were written once can be resumed, and lead to where they led before.</summary>
/// <inheritdoc cref="StoredResults" path="/remarks"/>
public sealed class StoredCheckpointTests
{
    private const int Interrupted = 160;

    [Theory]
    [MemberData(nameof(StoredVariant.OnEachPath), MemberType = typeof(StoredVariant))]
    public void A_stored_checkpoint_is_resumed_and_gives_what_it_gave_before(string name, UpdatePath path)
    {
        StoredVariant variant = StoredVariant.All[name];
        string checkpoint = StoredResults.PathOf($"{name}.checkpoint");
        if (StoredResults.IsStoring && !File.Exists(checkpoint))
            variant.Train(variant.Options(Writer(name), Interrupted, checkpoint)).Dispose();

        using TrainingResult result = variant.Resume(variant.Options(path, length: 220), checkpoint);
        StoredResults.Check($"resumed-{name}", result, path);
    }

    // Either path reads what the other one wrote.
    private static UpdatePath Writer(string name) => name is "dqn" or "iqn-noisy" ? UpdatePath.TorchSharp : UpdatePath.Fused;
}

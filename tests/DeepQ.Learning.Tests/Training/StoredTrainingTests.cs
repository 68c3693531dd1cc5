using DeepQ.Learning.Tests.Support;
using DeepQ.Learning.Updates;

namespace DeepQ.Learning.Tests.Training;

/// <summary>
/// One seed gives the results that it gave before: whole trainings, by the widest kernels that the machine has and by torch.
/// </summary>
/// <inheritdoc cref="StoredResults" path="/remarks"/>
public sealed class StoredTrainingTests
{
    [Theory]
    [MemberData(nameof(StoredVariant.OnEachPath), MemberType = typeof(StoredVariant))]
    public void A_training_gives_what_it_gave_before(string name, UpdatePath path)
    {
        StoredVariant variant = StoredVariant.All[name];
        using TrainingResult result = variant.Train(variant.Options(path, length: 220));
        StoredResults.Check($"training-{name}", result, path);
    }
}

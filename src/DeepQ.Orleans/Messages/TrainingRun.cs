using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using DeepQ.Learning.Distributed;

namespace DeepQ.Orleans.Messages;

/// <summary>A distributed training: the name of its definition, and all else that it depends on.</summary>
/// <param name="Training">The name of the definition.</param>
/// <param name="Fingerprint">The fingerprint of its description.</param>
/// <param name="Actors">The number of actors.</param>
/// <param name="EnvironmentsPerActor">The number of environments of an actor.</param>
/// <param name="Shards">The number of shards.</param>
/// <param name="BlockSize">The number of transitions in a block.</param>
/// <param name="BlocksAhead">The number of blocks per actor that actors may be ahead.</param>
/// <param name="Epsilon">The exploration of the first actor.</param>
/// <param name="EpsilonSpread">The difference of exploration between actors.</param>
/// <param name="WeightsInterval">The time between two versions of the weights.</param>
/// <param name="MaxVersionsBehind">The number of versions that weights may be behind.</param>
/// <param name="Seed">The seed of the initial weights.</param>
/// <param name="Evaluates">Whether the network is evaluated.</param>
[GenerateSerializer]
[Immutable]
[Alias("DeepQ.TrainingRun")]
internal sealed record TrainingRun(
    [property: Id(0)] string Training,
    [property: Id(1)] string Fingerprint,
    [property: Id(2)] int Actors,
    [property: Id(3)] int EnvironmentsPerActor,
    [property: Id(4)] int Shards,
    [property: Id(5)] int BlockSize,
    [property: Id(6)] int BlocksAhead,
    [property: Id(7)] double Epsilon,
    [property: Id(8)] double? EpsilonSpread,
    [property: Id(9)] TimeSpan WeightsInterval,
    [property: Id(10)] int MaxVersionsBehind,
    [property: Id(11)] ulong Seed,
    [property: Id(12)] bool Evaluates)
{
    public static TrainingRun Of(string training, string fingerprint, DistributedOptions plan, ulong seed, bool evaluates) => new(
        training,
        fingerprint,
        plan.Actors,
        plan.EnvironmentsPerActor,
        plan.Shards,
        plan.BlockSize,
        plan.BlocksAhead,
        plan.Epsilon,
        plan.EpsilonSpread,
        plan.WeightsInterval,
        plan.MaxVersionsBehind,
        seed,
        evaluates);

    public DistributedOptions ToPlan() => new()
    {
        Actors = Actors,
        EnvironmentsPerActor = EnvironmentsPerActor,
        Shards = Shards,
        BlockSize = BlockSize,
        BlocksAhead = BlocksAhead,
        Epsilon = Epsilon,
        EpsilonSpread = EpsilonSpread,
        WeightsInterval = WeightsInterval,
        MaxVersionsBehind = MaxVersionsBehind,
    };

    /// <summary>Returns a name that depends on everything that the run depends on. A call that is repeated so finds its checkpoint.</summary>
    public string Key()
    {
        string text = string.Create(
            CultureInfo.InvariantCulture,
            $"{Training}\n{Fingerprint}\n{Actors} {EnvironmentsPerActor} {Shards} {BlockSize} {BlocksAhead} {Epsilon:R} {EpsilonSpread:R} {Seed} {Evaluates}");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..24];
    }
}

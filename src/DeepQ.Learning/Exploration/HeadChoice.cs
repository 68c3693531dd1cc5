using DeepQ.Learning.Checkpoints;
using DeepQ.Learning.Networks;
using DeepQ.Learning.States;

namespace DeepQ.Learning.Exploration;

/// <summary>The values of an ensemble according to the head that the episode of each environment follows.</summary>
/// <param name="environments">The number of environments.</param>
/// <param name="actionCount">The number of actions.</param>
/// <param name="heads">The number of heads.</param>
internal sealed class HeadChoice(int environments, int actionCount, int heads) : IQFunction
{
    private readonly int[] _followed = new int[environments];
    private readonly float[] _outputs = new float[environments * actionCount * heads];
    private IQFunction? _ensemble;

    public int ActionCount => actionCount;

    public bool IsDeterministic => false;

    /// <summary>Uses the heads of this ensemble from now on.</summary>
    public HeadChoice Of(IQFunction ensemble)
    {
        _ensemble = ensemble;
        return this;
    }

    /// <summary>Draws the head that the next episode of an environment follows.</summary>
    public void Draw(int environment, Random random) => _followed[environment] = random.Next(heads);

    public void QValues(StateBatch states, Span<float> qValues)
    {
        Outputs(states, _outputs);
        for (int i = 0; i < environments; i++)
        {
            for (int action = 0; action < actionCount; action++)
                qValues[(i * actionCount) + action] = _outputs[(((i * actionCount) + action) * heads) + _followed[i]];
        }
    }

    public void Outputs(StateBatch states, Span<float> outputs) => _ensemble!.Outputs(states, outputs);

    public void ResampleNoise(Random random) => _ensemble!.ResampleNoise(random);

    /// <summary>Writes the followed heads.</summary>
    public void Save(BinaryWriter writer) => writer.WriteValues<int>(_followed);

    /// <summary>Restores what <see cref="Save"/> wrote.</summary>
    public void Load(BinaryReader reader) => reader.ReadValues<int>(_followed);
}

using DeepQ.Environments;
using DeepQ.Learning;
using DeepQ.Learning.Losses;
using DeepQ.Learning.Networks;
using DeepQ.Learning.Replay;

namespace DeepQ.Benchmarks;

/// <summary>A network and a batch, with random transitions to learn from.</summary>
/// <param name="Sizes">The number of values of an observation, the hidden layers, the number of actions.</param>
/// <param name="BatchSize">The number of transitions in a batch.</param>
internal record LearningProblem(int[] Sizes, int BatchSize)
{
    private const int Capacity = 50_000;
    private const double EpisodeEnd = 0.05;

    /// <summary>
    /// The multiplications and additions of an update: both networks forward, the gradients of all weights, and those
    /// of all outputs of hidden layers.
    /// </summary>
    public virtual double UpdateFlops => 2.0 * BatchSize * ((3 * Weights(0)) + Weights(1));

    /// <summary>The multiplications and additions of one state through the network.</summary>
    public virtual double ActFlops => 2.0 * Weights(0);

    /// <summary>The settings that all contestants have, in our words.</summary>
    public virtual DqnOptions Options => new()
    {
        HiddenUnits = Sizes[1..^1],
        BatchSize = BatchSize,
        ReplayCapacity = Capacity,
        Loss = LossFunction.Huber,
        LearningRate = 1e-3,
        DoubleQ = false,
        NStep = 1,
    };

    /// <summary>The same in those of PyTorch's side.</summary>
    public virtual PeerSettings PeerSettings => new(Sizes) { BatchSize = BatchSize, Capacity = Capacity };

    /// <summary>A full buffer.</summary>
    public virtual ReplayBuffer Transitions()
    {
        ReplayBuffer buffer = new(Capacity, Sizes[0]);
        Fill((state, action, next, ends) => buffer.Add(state, action, 1, next, ends));
        return buffer;
    }

    /// <summary>A DQN written by hand, with a full buffer.</summary>
    public HandWrittenDqn HandWritten()
    {
        HandWrittenDqn agent = new(PeerSettings, seed: 1);
        Fill((state, action, next, ends) => agent.Replay.Add(state, action, 1, next, ends));
        return agent;
    }

    /// <summary>Makes the transitions: a state, an action, the next state and whether the episode ends there.</summary>
    protected virtual void Fill(Action<float[], int, float[], bool> add)
    {
        Xoshiro256 random = new(1);
        float[] state = new float[Sizes[0]];
        float[] next = new float[Sizes[0]];
        Draw(state);
        for (int i = 0; i < Capacity; i++)
        {
            Draw(next);
            bool ends = random.NextDouble() < EpisodeEnd;
            add(state, random.Next(Sizes[^1]), next, ends);
            if (ends)
                Draw(next);
            next.CopyTo(state, 0);
        }

        void Draw(float[] values)
        {
            foreach (ref float value in values.AsSpan())
                value = (2 * random.NextSingle()) - 1;
        }
    }

    /// <summary>A network of these sizes.</summary>
    public virtual QNetwork CreateNetwork()
    {
        float[] high = [.. Enumerable.Repeat(1f, Sizes[0])];
        BoxSpace observations = new([Sizes[0]], [.. high.Select(bound => -bound)], high);
        return Options.Network.CreateNetwork(observations, Sizes[^1], new Xoshiro256(2));
    }

    /// <summary>A state to act in.</summary>
    public virtual float[] State() => [.. Enumerable.Repeat(0.1f, Sizes[0])];

    /// <summary>What the network is called.</summary>
    public virtual string NetworkName => string.Join('→', Sizes);

    public override string ToString() => $"{string.Join('→', Sizes)}, batch {BatchSize}";

    // The number of weights, biases aside, of the layers from the given one on.
    private long Weights(int first) =>
        Sizes.Skip(first).Zip(Sizes.Skip(first + 1), (inputs, outputs) => (long)inputs * outputs).Sum();
}

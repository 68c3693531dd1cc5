using DeepQ.Learning.Networks;
using DeepQ.Learning.Networks.Layers;
using static TorchSharp.torch;

namespace DeepQ.Learning.Training;

/// <summary>
/// Tries a module of one's own on a few states before anything is learned: what would come to light after the training, or
/// never, is told at once.
/// </summary>
internal sealed class NetworkProbe
{
    private const int States = 4;
    // Bounds beyond say nothing of the values; and how far two ways of the same sum may lie apart.
    private const float GreatestBound = 1e6f;
    private const float Tolerance = 1e-4f;

    private readonly QNetwork _network;
    private readonly ITrainingObserver _observer;
    private readonly float[] _states;
    private readonly int _learned;
    private readonly bool _isBounded;
    private bool _warned;

    private NetworkProbe(
        QNetwork network, BoxSpace observations, int batchSize, Random random, ITrainingObserver observer)
    {
        (_network, _observer) = (network, observer);
        _states = new float[States * observations.Size];
        for (int i = 0; i < _states.Length; i++)
            _states[i] = Draw(observations, i / observations.Size, i % observations.Size, random);
        _learned = Math.Min(States, batchSize) * observations.Size;
        _isBounded = Enumerable.Range(0, observations.Size).All(position => IsBounded(observations, position));
    }

    /// <summary>Tries a network.</summary>
    /// <param name="network">The network, on the device where it will compute.</param>
    /// <param name="observations">The observations that the states are drawn from.</param>
    /// <param name="batchSize">The number of states that it will learn from at a time.</param>
    /// <param name="random">The generator that states and noise are drawn from.</param>
    /// <param name="observer">Is warned of what may be meant.</param>
    /// <exception cref="ArgumentException">The network cannot be learned with; the message says why, and what to do.</exception>
    public static void Run(
        QNetwork network, BoxSpace observations, int batchSize, Random random, ITrainingObserver observer)
    {
        NetworkProbe probe = new(network, observations, batchSize, random, observer);
        string[] forgotten = [.. UnregisteredParts.Of(network)];
        probe.RequireParameters(forgotten);
        network.eval();
        float[] values = probe.Values(network, probe._states);
        probe.RequireSame(values, probe.Values(network, probe._states), "gives other values for the same states the second " +
            "time, in evaluation mode: what is drawn, such as a dropout, must depend on training; a functional dropout takes it as an argument");
        int few = network.AsksForNnpack() ? 2 : 1;
        float[] alone = probe.Values(network, probe._states.AsSpan(0, few * observations.Size));
        probe.RequireSame(values.AsSpan(0, alone.Length), alone, "gives a state other values when other states stand beside it: the rows " +
            "of a batch are independent of each other, and the first axis is not reshaped or normalized over in evaluation mode");
        probe.TryCopy(values, forgotten);
        if (forgotten.Length > 0)
        {
            observer.OnWarning($"{network.GetType().Name} holds {string.Join(" and ", forgotten)} that no RegisterComponents has " +
                "seen: their weights are not learned, copied or saved.");
        }

        probe.TryNoise(random);
    }

    private void RequireParameters(string[] forgotten)
    {
        Parameter[] parameters = [.. _network.parameters()];
        if (_network.IsDisposed || parameters.Any(parameter => parameter.IsInvalid))
            throw Problem("is disposed: it must make a new network at each call, since each training disposes of its own");
        if (parameters.Length == 0)
        {
            throw Problem("has no parameters, so that nothing would be learned: call RegisterComponents() at the end of its " +
                "constructor, when its layers are in fields" + Hint(forgotten));
        }

        if (_network.named_parameters().FirstOrDefault(named => !named.parameter.is_contiguous()).name is { } scattered)
            throw Problem($"has the parameter '{scattered}' whose values do not lie in the order of its axes, as after a transpose: make it of a tensor after contiguous()");
        if (!parameters.Any(parameter => parameter.requires_grad))
            throw Problem("has no parameter that requires a gradient, so that nothing would be learned");
    }

    private void TryCopy(float[] values, string[] forgotten)
    {
        QNetwork copy;
        try
        {
            copy = _network.Copy();
        }
        catch (Exception cause)
        {
            throw Problem($"cannot be copied, which targets and evaluations need ({cause.Message}): CreateSameArchitecture " +
                "makes a network with the same layers", cause);
        }

        using (copy)
        {
            if (copy.parameters().Any(mine => _network.parameters().Any(other => other.Handle == mine.Handle)))
                throw Problem("shares weights with its copy: CreateSameArchitecture makes layers of its own");
            copy.eval();
            RequireSame(values, Values(copy, _states), "and its copy give other values for the same states, so that what is " +
                "evaluated and returned would be another network: Copy() copies what RegisterComponents() has registered, and " +
                "what else the values depend on belongs to CreateSameArchitecture" + Hint(forgotten));
            copy.train();
            using DisposeScope scope = NewDisposeScope();
            Tensor learned = Forward(copy, _states.AsSpan(0, _learned));
            if (!learned.requires_grad)
                throw Problem("gives values without a gradient: forward must not detach them, or compute under no_grad");
            learned.sum().backward();
            if (copy.parameters().All(parameter => parameter.grad is null))
                throw Problem("gives values that no parameter has a part in, so that nothing would be learned");
        }
    }

    private void TryNoise(Random random)
    {
        if (_network.IsKnown || !Draws())
            return;
        _network.Exploring = true;
        _network.ResampleNoise(random);
        float[] first = Values(_network, _states);
        _network.ResampleNoise(random);
        if (first.AsSpan().SequenceEqual(Values(_network, _states)))
        {
            _observer.OnWarning($"{_network.GetType().Name} overrides ResampleNoise, but its noise does not act while the policy " +
                "explores, which is in evaluation mode: let it depend on training || Exploring.");
        }

        _network.Exploring = false;
    }

    // Whether somebody else than this library draws noise.
    private bool Draws()
    {
        IEnumerable<Action<Random>> draws = _network.modules().OfType<NetworkLayer>()
            .Select<NetworkLayer, Action<Random>>(layer => layer.ResampleNoise)
            .Prepend(_network.ResampleNoise);
        return draws.Any(draw => draw.Method.DeclaringType!.Assembly != typeof(QNetwork).Assembly);
    }

    private float[] Values(QNetwork network, ReadOnlySpan<float> states)
    {
        using IDisposable frozen = no_grad();
        using DisposeScope scope = NewDisposeScope();
        float[] values = new float[states.Length / _network.ObservationSize * _network.ActionCount];
        QNetwork.Read(Forward(network, states), values);
        int broken = Array.FindIndex(values, value => !float.IsFinite(value));
        if (broken >= 0 && _isBounded)
        {
            throw Problem(FormattableString.Invariant(
                $"gives {values[broken]} for a state within the bounds; its values must be finite"));
        }

        // Without bounds nobody knows whether there is such a state.
        if (broken >= 0 && !_warned)
        {
            _warned = true;
            _observer.OnWarning(FormattableString.Invariant(
                $"{network.GetType().Name} gives {values[broken]} for a state of zeros and ones. Give the observations bounds ") +
                "if there is no such state, or make its values finite.");
        }

        return values;
    }

    private Tensor Forward(QNetwork network, ReadOnlySpan<float> states)
    {
        long rows = states.Length / _network.ObservationSize;
        Tensor given = network.Upload(states);
        Tensor before = given.clone();
        Tensor values;
        try
        {
            values = network.forward(given);
        }
        catch (Exception cause)
        {
            throw Problem($"threw {cause.GetType().Name} in forward, for {rows} states of {_network.ObservationSize} values in " +
                $"a tensor of shape ({rows}, {_network.ObservationSize}): {cause.Message}", cause);
        }

        if (values is null || values.dtype != ScalarType.Float32 || !values.shape.AsSpan().SequenceEqual([rows, _network.ActionCount]))
        {
            string found = values is null ? "null" : $"a tensor of {values.dtype} and shape ({string.Join(", ", values.shape)})";
            throw Problem($"gives {found} in forward for {rows} {(rows == 1 ? "state" : "states")}; it must be Float32 of shape " +
                $"({rows}, {_network.ActionCount}): a row for each state, a value for each action");
        }

        if (!given.equal(before).all().item<bool>())
        {
            throw Problem("changes the states that it is given, which others look at after it: forward must not compute in place " +
                "on them, as x.sub_(...) does and x.sub(...) does not");
        }

        return values;
    }

    private void RequireSame(ReadOnlySpan<float> expected, ReadOnlySpan<float> actual, string problem)
    {
        float greatest = 0;
        float difference = 0;
        for (int i = 0; i < expected.Length; i++)
        {
            greatest = Math.Max(greatest, Math.Abs(expected[i]));
            difference = Math.Max(difference, Math.Abs(expected[i] - actual[i]));
        }

        if (difference > Tolerance * (1 + greatest))
            throw Problem(FormattableString.Invariant($"{problem}. They lie {difference:G3} apart, of values up to {greatest:G3}"));
    }

    private ArgumentException Problem(string what, Exception? cause = null) =>
        new($"CreateNetwork gave a network that cannot be learned with: {_network.GetType().Name} {what}.", cause);

    private static string Hint(string[] forgotten) =>
        forgotten.Length == 0 ? "" : $"; {string.Join(" and ", forgotten)} are not registered";

    private static bool IsBounded(BoxSpace space, int position) =>
        space.Low[position] >= -GreatestBound && space.High[position] <= GreatestBound;

    // Without bounds zeros and ones, which may be numbers of something; two states differ.
    private static float Draw(BoxSpace space, int state, int position, Random random)
    {
        (float low, float high) = (space.Low[position], space.High[position]);
        if (!IsBounded(space, position))
            return Math.Clamp((state + position) % 2, low, high);
        float value = low + ((high - low) * random.NextSingle());
        return space.ElementType == ElementType.UInt8 ? MathF.Round(value) : value;
    }
}

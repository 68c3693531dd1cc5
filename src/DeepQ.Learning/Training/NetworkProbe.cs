using DeepQ.Learning.Networks;
using DeepQ.Learning.Networks.Layers;
using static TorchSharp.torch;

namespace DeepQ.Learning.Training;

/// <summary>
/// Checks a custom module with a few states before anything is learned, to report immediately what would otherwise show
/// after the training, or never.
/// </summary>
internal sealed class NetworkProbe
{
    private const int States = 4;
    // Larger bounds carry no information about the values; and the tolerance between two ways to compute the same sum.
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

    /// <summary>Checks a network.</summary>
    /// <param name="network">The network, on the device where it will compute.</param>
    /// <param name="observations">The observation space from which states are drawn.</param>
    /// <param name="batchSize">The batch size of learning.</param>
    /// <param name="random">The generator of states and noise.</param>
    /// <param name="observer">Receives warnings about what may be intended.</param>
    /// <exception cref="ArgumentException">The network cannot be trained; the message says why and what to do.</exception>
    public static void Run(
        QNetwork network, BoxSpace observations, int batchSize, Random random, ITrainingObserver observer)
    {
        NetworkProbe probe = new(network, observations, batchSize, random, observer);
        string[] forgotten = [.. UnregisteredParts.Of(network)];
        probe.RequireParameters(forgotten);
        network.eval();
        float[] values = probe.Values(network, probe._states);
        probe.RequireSame(values, probe.Values(network, probe._states), "returns other values for the same states the second " +
            "time, in evaluation mode: random parts, such as dropout, must depend on training; a functional dropout takes it as an argument");
        int few = network.AsksForNnpack() ? 2 : 1;
        float[] alone = probe.Values(network, probe._states.AsSpan(0, few * observations.Size));
        probe.RequireSame(values.AsSpan(0, alone.Length), alone, "returns other values for a state when the batch has other states: the rows " +
            "of a batch are independent of each other, and the first axis is not reshaped or normalized over in evaluation mode");
        probe.TryCopy(values, forgotten);
        if (forgotten.Length > 0)
        {
            observer.OnWarning($"{network.GetType().Name} has {string.Join(" and ", forgotten)} that no RegisterComponents has " +
                "seen: their weights are not learned, copied or saved.");
        }

        probe.TryNoise(random);
    }

    private void RequireParameters(string[] forgotten)
    {
        Parameter[] parameters = [.. _network.parameters()];
        if (_network.IsDisposed || parameters.Any(parameter => parameter.IsInvalid))
            throw Problem("is disposed: it must return a new network at each call, since each training disposes its network");
        if (parameters.Length == 0)
        {
            throw Problem("has no parameters, so nothing would be learned: call RegisterComponents() at the end of its " +
                "constructor, when its layers are in fields" + Hint(forgotten));
        }

        if (_network.named_parameters().FirstOrDefault(named => !named.parameter.is_contiguous()).name is { } scattered)
            throw Problem($"has the parameter '{scattered}' whose values are not in the order of its axes, as after a transpose: create it from a tensor after contiguous()");
        if (!parameters.Any(parameter => parameter.requires_grad))
            throw Problem("has no parameter that requires a gradient, so nothing would be learned");
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
                "must return a network with the same layers", cause);
        }

        using (copy)
        {
            if (copy.parameters().Any(mine => _network.parameters().Any(other => other.Handle == mine.Handle)))
                throw Problem("shares weights with its copy: CreateSameArchitecture must create new layers");
            copy.eval();
            RequireSame(values, Values(copy, _states), "and its copy return different values for the same states, so what is " +
                "evaluated and returned would be another network: Copy() copies what RegisterComponents() has registered, and " +
                "everything else that the values depend on belongs in CreateSameArchitecture" + Hint(forgotten));
            copy.train();
            using DisposeScope scope = NewDisposeScope();
            Tensor learned = Forward(copy, _states.AsSpan(0, _learned));
            if (!learned.requires_grad)
                throw Problem("returns values without a gradient: forward must not detach them, or compute under no_grad");
            learned.sum().backward();
            if (copy.parameters().All(parameter => parameter.grad is null))
                throw Problem("returns values that depend on no parameter, so nothing would be learned");
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
                "explores, which is in evaluation mode: make it depend on training || Exploring.");
        }

        _network.Exploring = false;
    }

    // Returns whether code other than this library's draws noise.
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
                $"returns {values[broken]} for a state within the bounds; its values must be finite"));
        }

        // Without bounds it is unknown whether there is such a state.
        if (broken >= 0 && !_warned)
        {
            _warned = true;
            _observer.OnWarning(FormattableString.Invariant(
                $"{network.GetType().Name} returns {values[broken]} for a state of zeros and ones. Set bounds of the observations ") +
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
            throw Problem($"returns {found} from forward for {rows} {(rows == 1 ? "state" : "states")}; it must be Float32 of shape " +
                $"({rows}, {_network.ActionCount}): a row for each state, a value for each action");
        }

        if (!given.equal(before).all().item<bool>())
        {
            throw Problem("changes its input states, which other code reads afterwards: forward must not compute in place " +
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
            throw Problem(FormattableString.Invariant($"{problem}. They differ by {difference:G3}, for values up to {greatest:G3}"));
    }

    private ArgumentException Problem(string what, Exception? cause = null) =>
        new($"CreateNetwork returned a network that cannot be trained: {_network.GetType().Name} {what}.", cause);

    private static string Hint(string[] forgotten) =>
        forgotten.Length == 0 ? "" : $"; {string.Join(" and ", forgotten)} are not registered";

    private static bool IsBounded(BoxSpace space, int position) =>
        space.Low[position] >= -GreatestBound && space.High[position] <= GreatestBound;

    // Without bounds zeros and ones, which suit most meanings; any two states differ.
    private static float Draw(BoxSpace space, int state, int position, Random random)
    {
        (float low, float high) = (space.Low[position], space.High[position]);
        if (!IsBounded(space, position))
            return Math.Clamp((state + position) % 2, low, high);
        float value = low + ((high - low) * random.NextSingle());
        return space.ElementType == ElementType.UInt8 ? MathF.Round(value) : value;
    }
}

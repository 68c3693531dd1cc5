using System.Buffers.Binary;

namespace DeepQ.Environments;

public sealed partial class VectorEnvironment
{
    /// <summary>Gets whether every environment can save its state.</summary>
    public bool CanSaveState => Array.TrueForAll(_environments, environment => environment.StateSize > 0);

    /// <summary>
    /// Saves every environment, even in the middle of an episode, and its generator. The results of the last step are
    /// not part of the state.
    /// </summary>
    /// <returns>The state to pass to <see cref="LoadState"/> takes.</returns>
    /// <exception cref="NotSupportedException">An environment cannot save its state.</exception>
    public byte[] SaveState()
    {
        byte[] state = new byte[StateBytes()];
        Span<byte> rest = state;
        for (int i = 0; i < Count; i++)
        {
            double[] values = new double[_environments[i].StateSize];
            _environments[i].SaveState(values);
            foreach (double value in values)
            {
                BinaryPrimitives.WriteDoubleLittleEndian(rest, value);
                rest = rest[sizeof(double)..];
            }

            _generators[i].SaveState(rest);
            rest = rest[Xoshiro256.StateSize..];
        }

        return state;
    }

    /// <summary>Continues from a state that a vector of the same environments saved.</summary>
    /// <param name="state">What <see cref="SaveState"/> returned.</param>
    /// <exception cref="ArgumentException">The state is of other environments, or damaged.</exception>
    /// <exception cref="NotSupportedException">An environment cannot load a state.</exception>
    public void LoadState(ReadOnlySpan<byte> state)
    {
        int expected = StateBytes();
        if (state.Length != expected)
        {
            throw new ArgumentException(
                $"The state of {Count} × {_environments[0].Name} has {expected} bytes; this one has {state.Length}.",
                nameof(state));
        }

        for (int i = 0; i < Count; i++)
        {
            double[] values = new double[_environments[i].StateSize];
            foreach (ref double value in values.AsSpan())
            {
                value = BinaryPrimitives.ReadDoubleLittleEndian(state);
                state = state[sizeof(double)..];
            }

            _environments[i].LoadState(values, Row(_observations, i));
            _generators[i].LoadState(state[..Xoshiro256.StateSize]);
            state = state[Xoshiro256.StateSize..];

            Row(_observations, i).CopyTo(Row(_finalObservations, i));
            ReadMask(i, _actionMasks);
            Mask(_actionMasks, i).CopyTo(Mask(_finalActionMasks, i));
            (_rewards[i], _terminated[i], _truncated[i]) = (0, false, false);
        }
    }

    private int StateBytes()
    {
        IEnvironment? mute = Array.Find(_environments, environment => environment.StateSize == 0);
        if (mute is not null)
            throw new NotSupportedException($"{mute.Name} cannot save its state, so neither can a vector of it.");
        return _environments.Sum(environment => sizeof(double) * environment.StateSize + Xoshiro256.StateSize);
    }
}

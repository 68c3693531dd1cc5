using TorchSharp;

namespace DeepQ.Benchmarks;

/// <summary>A ring of transitions in arrays, whose batches become tensors.</summary>
/// <typeparam name="T">The numbers of an observation: float, or byte of an image.</typeparam>
internal sealed class HandWrittenReplay<T>(int capacity, int observationSize) : IHandWrittenReplay
    where T : unmanaged, System.Numerics.INumberBase<T>
{
    private readonly T[] _states = new T[capacity * observationSize];
    private readonly T[] _nextStates = new T[capacity * observationSize];
    private readonly long[] _actions = new long[capacity];
    private readonly float[] _rewards = new float[capacity];
    private readonly float[] _terminated = new float[capacity];
    private int _head;
    private int _count;

    public void Add(ReadOnlySpan<float> state, int action, float reward, ReadOnlySpan<float> nextState, bool terminated)
    {
        for (int i = 0; i < observationSize; i++)
        {
            _states[(_head * observationSize) + i] = T.CreateTruncating(state[i]);
            _nextStates[(_head * observationSize) + i] = T.CreateTruncating(nextState[i]);
        }

        _actions[_head] = action;
        _rewards[_head] = reward;
        _terminated[_head] = terminated ? 1 : 0;
        _head = (_head + 1) % capacity;
        _count = Math.Min(_count + 1, capacity);
    }

    /// <summary>Draws a batch: states, actions, rewards, next states, terminated.</summary>
    public (torch.Tensor, torch.Tensor, torch.Tensor, torch.Tensor, torch.Tensor) Sample(int size, Random random)
    {
        T[] states = new T[size * observationSize], nextStates = new T[size * observationSize];
        long[] actions = new long[size];
        float[] rewards = new float[size], terminated = new float[size];
        for (int i = 0; i < size; i++)
        {
            int row = random.Next(_count);
            _states.AsSpan(row * observationSize, observationSize).CopyTo(states.AsSpan(i * observationSize));
            _nextStates.AsSpan(row * observationSize, observationSize).CopyTo(nextStates.AsSpan(i * observationSize));
            actions[i] = _actions[row];
            rewards[i] = _rewards[row];
            terminated[i] = _terminated[row];
        }
        return (
            Tensor(states, size),
            torch.tensor(actions),
            torch.tensor(rewards),
            Tensor(nextStates, size),
            torch.tensor(terminated));
    }

    private torch.Tensor Tensor(T[] values, int size) => values is byte[] bytes
        ? torch.tensor(bytes, [size, observationSize])
        : torch.tensor((float[])(object)values, [size, observationSize]);
}

using TorchSharp;

namespace DeepQ.Benchmarks;

/// <summary>A ring of transitions in arrays, whose batches become tensors.</summary>
internal sealed class HandWrittenReplay(int capacity, int observationSize)
{
    private readonly float[] _states = new float[capacity * observationSize];
    private readonly float[] _nextStates = new float[capacity * observationSize];
    private readonly long[] _actions = new long[capacity];
    private readonly float[] _rewards = new float[capacity];
    private readonly float[] _terminated = new float[capacity];
    private int _head;
    private int _count;

    public void Add(ReadOnlySpan<float> state, int action, float reward, ReadOnlySpan<float> nextState, bool terminated)
    {
        state.CopyTo(_states.AsSpan(_head * observationSize));
        nextState.CopyTo(_nextStates.AsSpan(_head * observationSize));
        _actions[_head] = action;
        _rewards[_head] = reward;
        _terminated[_head] = terminated ? 1 : 0;
        _head = (_head + 1) % capacity;
        _count = Math.Min(_count + 1, capacity);
    }

    /// <summary>Draws a batch: states, actions, rewards, next states, terminated.</summary>
    public (torch.Tensor, torch.Tensor, torch.Tensor, torch.Tensor, torch.Tensor) Sample(int size, Random random)
    {
        float[] states = new float[size * observationSize], nextStates = new float[size * observationSize];
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
            torch.tensor(states, [size, observationSize]),
            torch.tensor(actions),
            torch.tensor(rewards),
            torch.tensor(nextStates, [size, observationSize]),
            torch.tensor(terminated));
    }
}

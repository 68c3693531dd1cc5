using TorchSharp;

namespace DeepQ.Benchmarks;

/// <summary>A ring of transitions, whose batches are tensors.</summary>
internal interface IHandWrittenReplay
{
    /// <summary>Adds a transition.</summary>
    void Add(ReadOnlySpan<float> state, int action, float reward, ReadOnlySpan<float> nextState, bool terminated);

    /// <summary>Draws a batch: states, actions, rewards, next states, terminated.</summary>
    (torch.Tensor, torch.Tensor, torch.Tensor, torch.Tensor, torch.Tensor) Sample(int size, Random random);
}

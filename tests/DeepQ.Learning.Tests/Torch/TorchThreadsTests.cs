using DeepQ.Learning.Tests.Support;
using DeepQ.Learning.Torch;
using static TorchSharp.torch;

namespace DeepQ.Learning.Tests.Torch;

/// <summary>The number of threads belongs to the process.</summary>
[Collection(nameof(Alone))]
public sealed class TorchThreadsTests
{
    [Fact]
    public void A_few_states_are_computed_by_one_thread_and_many_by_as_many_as_before()
    {
        using TorchThreads several = new(3);
        List<int> seen = [];
        using OwnNetwork network = new(8, 2, () => nn.Linear(8, 2), (own, states) =>
        {
            seen.Add(get_num_threads());
            return own.Body(states);
        });

        network.Act(new float[8]);
        network.QValues(new float[8 * 10], new float[2 * 10]);
        Assert.Equal([1, 1], seen);
        Assert.Equal(3, get_num_threads());

        // 18 weights × 300,000 states.
        network.QValues(new float[8 * 300_000], new float[2 * 300_000]);
        Assert.Equal([1, 1, 3], seen);
    }

    [Fact]
    public void A_failure_leaves_the_number_as_it_was()
    {
        using TorchThreads several = new(3);
        using OwnNetwork network = new(8, 2, () => nn.Linear(8, 2), (_, _) => throw new InvalidOperationException("no"));
        Assert.Throws<InvalidOperationException>(() => network.Act(new float[8]));
        Assert.Equal(3, get_num_threads());
    }

    [Fact]
    public void Who_finds_the_number_there_already_does_not_restore_it_when_others_have_set_another()
    {
        using TorchThreads first = new(2);
        TorchThreads same = new(2);
        set_num_threads(3);
        set_num_threads(2);
        same.Dispose();
        Assert.Equal(2, get_num_threads());
        first.Dispose();
    }
}

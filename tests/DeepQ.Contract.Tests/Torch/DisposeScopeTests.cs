using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace DeepQ.Contract.Tests.Torch;

public class DisposeScopeTests
{
    [Fact]
    public void A_scope_disposes_what_is_made_in_it()
    {
        Tensor inside, moved, detached;
        using (DisposeScope outer = NewDisposeScope())
        {
            using (DisposeScope inner = NewDisposeScope())
            {
                inside = zeros(1);
                moved = (inside + 1).MoveToOuterDisposeScope();
                detached = (inside + 2).DetachFromDisposeScope();
                Assert.Equal(1, inner.DisposablesCount);
            }

            Assert.True(inside.IsInvalid);
            Assert.False(moved.IsInvalid);
            Assert.True(outer.Contains(moved));
        }

        Assert.True(moved.IsInvalid);
        Assert.Equal(2f, detached.item<float>());
        detached.Dispose();
    }

    [Fact]
    public void Statistics_count_the_tensors_of_the_thread()
    {
        ThreadDisposeScopeStatistics statistics = DisposeScopeManager.Statistics;
        statistics.Reset();
        using (NewDisposeScope())
        {
            Tensor a = zeros(1);
            _ = a + 1;
        }

        Assert.Equal(2, statistics.CreatedInScopeCount);
        Assert.Equal(2, statistics.DisposedInScopeCount);
        Assert.Equal(0, statistics.ThreadTotalLiveCount);
    }

    [Fact]
    public void Updates_of_a_network_leave_no_tensor_behind()
    {
        using Linear layer = nn.Linear(3, 2);
        using Adam adam = optim.Adam(layer.parameters());
        Update();
        long before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        for (int i = 0; i < 20; i++) Update();

        Assert.Equal(before, DisposeScopeManager.Statistics.ThreadTotalLiveCount);

        void Update()
        {
            using DisposeScope scope = NewDisposeScope();
            adam.zero_grad();
            layer.call(ones(4, 3)).square().mean().backward();
            adam.step();
        }
    }

    [Fact]
    public void Layers_made_in_a_scope_keep_their_parameters_and_bare_parameters_do_not()
    {
        Linear layer;
        Parameter parameter;
        using (NewDisposeScope())
        {
            layer = nn.Linear(2, 2);
            parameter = nn.Parameter(zeros(2));
        }

        Assert.False(layer.weight.IsInvalid);
        Assert.True(parameter.IsInvalid);
        layer.Dispose();
    }
}

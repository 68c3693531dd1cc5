using DeepQ.Learning.Networks;
using static TorchSharp.torch;

namespace DeepQ.Learning.Tests.Support;

/// <summary>A module of one's own around a module of torch, which a test makes and may call in its own way.</summary>
internal sealed class OwnNetwork : QNetwork
{
    private readonly nn.Module<Tensor, Tensor> _body;
    private readonly Func<nn.Module<Tensor, Tensor>> _create;
    private readonly Func<OwnNetwork, Tensor, Tensor>? _forward;

    public OwnNetwork(
        int observationSize,
        int actionCount,
        Func<nn.Module<Tensor, Tensor>> create,
        Func<OwnNetwork, Tensor, Tensor>? forward = null)
        : base(nameof(OwnNetwork), observationSize, actionCount)
    {
        (_create, _forward) = (create, forward);
        _body = create();
        RegisterComponents();
    }

    /// <summary>What the body makes of states.</summary>
    public Tensor Body(Tensor states) => _body.forward(states);

    public override Tensor forward(Tensor input) => _forward?.Invoke(this, input) ?? Body(input);

    protected override QNetwork CreateSameArchitecture() => new OwnNetwork(ObservationSize, ActionCount, _create, _forward);
}

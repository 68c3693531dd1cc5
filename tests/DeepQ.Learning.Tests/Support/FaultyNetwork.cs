using DeepQ.Learning.Networks;
using static TorchSharp.torch;

namespace DeepQ.Learning.Tests.Support;

/// <summary>A module of one's own with a fault that its author may make.</summary>
internal sealed class FaultyNetwork : QNetwork
{
    private readonly nn.Module<Tensor, Tensor> _first;
    private readonly List<nn.Module<Tensor, Tensor>> _rest = [];
    private readonly FaultOfNetwork _fault;

    public FaultyNetwork(FaultOfNetwork fault, int observationSize, int actionCount)
        : base(nameof(FaultyNetwork), observationSize, actionCount)
    {
        _fault = fault;
        _first = nn.Linear(observationSize, 8);
        _rest.Add(nn.Linear(8, actionCount));
        if (fault == FaultOfNetwork.Unregistered)
            return;
        RegisterComponents();
        if (fault != FaultOfNetwork.LayersInAList)
            register_module("rest", _rest[0]);
        if (fault == FaultOfNetwork.Transposed)
            register_parameter("turned", new TorchSharp.Modules.Parameter(zeros(2, 3).t()));
        if (fault == FaultOfNetwork.Frozen)
        {
            foreach (TorchSharp.Modules.Parameter parameter in parameters())
                parameter.requires_grad = false;
        }
    }

    private FaultyNetwork(FaultyNetwork other)
        : base(nameof(FaultyNetwork), other.ObservationSize, other.ActionCount)
    {
        (_fault, _first) = (other._fault, other._first);
        _rest.Add(other._rest[0]);
        RegisterComponents();
        register_module("rest", _rest[0]);
    }

    public override Tensor forward(Tensor input)
    {
        if (_fault == FaultOfNetwork.ChangesStates)
            input.sub_(0.5);
        Tensor q = _rest[0].forward(_first.forward(input).relu());
        return _fault switch
        {
            FaultOfNetwork.AxisTooMany => q.unsqueeze(2),
            FaultOfNetwork.SqueezesOneState => q.squeeze(0),
            FaultOfNetwork.DoublePrecision => q.to(ScalarType.Float64),
            FaultOfNetwork.NotANumber => q / 0 * 0,
            FaultOfNetwork.AlwaysDropsOut => nn.functional.dropout(q, 0.5, training: true),
            FaultOfNetwork.MixesStates => q - q.mean([0], keepdim: true),
            FaultOfNetwork.Detached => q.detach(),
            FaultOfNetwork.Throws => q.view(-1, 5),
            _ => q,
        };
    }

    protected override QNetwork CreateSameArchitecture() => _fault switch
    {
        FaultOfNetwork.CopyIsNull => null!,
        FaultOfNetwork.CopyIsItself => this,
        FaultOfNetwork.CopyShares => new FaultyNetwork(this),
        FaultOfNetwork.CopyIsWider => new FaultyNetwork(FaultOfNetwork.None, ObservationSize + 1, ActionCount),
        _ => new FaultyNetwork(_fault, ObservationSize, ActionCount),
    };
}

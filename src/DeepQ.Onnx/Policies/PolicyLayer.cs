namespace DeepQ.Onnx.Policies;

/// <summary>One step of a policy network, as data: what it computes and its weights.</summary>
public abstract record PolicyLayer
{
    private protected PolicyLayer()
    {
    }
}

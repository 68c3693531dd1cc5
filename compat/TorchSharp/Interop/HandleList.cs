namespace TorchSharp;

/// <summary>The handles of several tensors, and the tensors themselves, so that they outlive the native call.</summary>
internal readonly struct HandleList
{
    private readonly torch.Tensor?[] _tensors;

    internal HandleList(IEnumerable<torch.Tensor?>? tensors)
    {
        _tensors = tensors?.ToArray() ?? [];
        Handles = Array.ConvertAll(_tensors, tensor => tensor is null ? 0 : tensor.Handle);
    }

    internal nint[] Handles { get; }

    internal int Count => Handles.Length;

    internal void KeepAlive() => GC.KeepAlive(_tensors);
}

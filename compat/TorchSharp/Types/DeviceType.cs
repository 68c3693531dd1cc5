namespace TorchSharp;

/// <summary>A kind of device that holds tensors.</summary>
public enum DeviceType
{
    CPU = 0,
    CUDA = 1,
    META = 14,
}

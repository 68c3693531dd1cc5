namespace TorchSharp;

/// <summary>Where and as what a tensor is made; negative values leave the choice to LibTorch.</summary>
internal readonly struct Layout
{
    internal readonly int Type;
    internal readonly int DeviceType;
    internal readonly int DeviceIndex;
    internal readonly int RequiresGrad;

    internal Layout(torch.ScalarType? dtype, torch.Device? device, bool requiresGrad, string[]? names = null)
    {
        if (names is not null) throw new ArgumentException("named dimensions are not supported here", nameof(names));
        if (device is not null) torch.InitializeDevice(device);
        Type = dtype is { } type ? (int)type : -1;
        DeviceType = device is null ? -1 : (int)device.type;
        DeviceIndex = device?.index ?? -1;
        RequiresGrad = requiresGrad ? 1 : 0;
    }
}

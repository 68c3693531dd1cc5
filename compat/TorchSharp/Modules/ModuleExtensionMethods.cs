using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>Moves and conversions that give the module back with its own type.</summary>
public static class ModuleExtensionMethods
{
    public static T to<T>(this T module, Device device, bool non_blocking = false) where T : nn.Module
    {
        module.Convert(null, device, non_blocking);
        return module;
    }

    public static T to<T>(this T module, ScalarType type, bool non_blocking = false) where T : nn.Module
    {
        module.Convert(type, null, non_blocking);
        return module;
    }

    public static T to<T>(this T module, Device device, ScalarType type, bool non_blocking = false)
        where T : nn.Module
    {
        module.Convert(type, device, non_blocking);
        return module;
    }

    public static T to<T>(this T module, string device, bool non_blocking = false) where T : nn.Module =>
        module.to(new Device(device), non_blocking);

    public static T to<T>(this T module, DeviceType deviceType, int deviceIndex = -1, bool non_blocking = false)
        where T : nn.Module =>
        module.to(new Device(deviceType, deviceIndex), non_blocking);

    public static T cpu<T>(this T module, bool non_blocking = false) where T : nn.Module =>
        module.to(CPU, non_blocking);

    public static T cuda<T>(this T module, int deviceIndex = -1, bool non_blocking = false) where T : nn.Module =>
        module.to(new Device(DeviceType.CUDA, deviceIndex), non_blocking);
}

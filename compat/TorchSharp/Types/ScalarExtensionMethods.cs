namespace TorchSharp;

/// <summary>Numbers to scalars and back.</summary>
public static class ScalarExtensionMethods
{
    public static Scalar ToScalar(this byte value) => value;

    public static Scalar ToScalar(this sbyte value) => value;

    public static Scalar ToScalar(this short value) => value;

    public static Scalar ToScalar(this int value) => value;

    public static Scalar ToScalar(this long value) => value;

    public static Scalar ToScalar(this float value) => value;

    public static Scalar ToScalar(this double value) => value;

    public static Scalar ToScalar(this bool value) => value;

    public static byte ToByte(this Scalar value) => (byte)value.Value.AsInt64();

    public static sbyte ToSByte(this Scalar value) => (sbyte)value.Value.AsInt64();

    public static short ToInt16(this Scalar value) => (short)value.Value.AsInt64();

    public static int ToInt32(this Scalar value) => (int)value.Value.AsInt64();

    public static long ToInt64(this Scalar value) => value.Value.AsInt64();

    public static float ToSingle(this Scalar value) => (float)value.Value.AsDouble();

    public static double ToDouble(this Scalar value) => value.Value.AsDouble();

    public static bool ToBoolean(this Scalar value) => value.Value.AsDouble() != 0;
}

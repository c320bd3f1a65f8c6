//! What `sam package` does: the functions' binaries go to S3, and the template says where they are.

use std::collections::BTreeMap;
use std::io::{Cursor, Write};
use std::path::Path;

use local::builder::{self, Profile};
use serde_json::{Value, json};
use template::Template;
use zip::CompressionMethod;
use zip::write::{SimpleFileOptions, ZipWriter};

use crate::wire::{REGION, Wire};

const BUCKET: &str = "artifacts";

/// The folder that the template says a function's binary is in.
const BUILT: &str = "target/lambda/";

/// Builds every function and uploads it. How many bytes each has, by its folder's name.
pub(crate) async fn upload(wire: &Wire, template: &Template) -> BTreeMap<String, usize> {
    let groups: Vec<String> = codes(template.document()).into_values().collect();
    let packages: Vec<&str> = groups.iter().map(String::as_str).collect();
    let binaries = builder::build(&packages, Profile::Dev).await;
    let place = format!(
        "<CreateBucketConfiguration><LocationConstraint>{REGION}</LocationConstraint></CreateBucketConfiguration>"
    );
    wire.put(&format!("/{BUCKET}"), place).await;
    let mut sizes = BTreeMap::new();
    for (group, binary) in binaries.expect("the functions build") {
        let zip = zip(&binary);
        sizes.insert(group.clone(), zip.len());
        wire.put(&format!("/{BUCKET}/{group}.zip"), zip).await;
    }
    sizes
}

/// The template with what was uploaded in the place of folders.
pub(crate) fn packaged(template: &Template) -> Value {
    let mut document = template.document().clone();
    for (id, group) in codes(template.document()) {
        let properties = &mut document["Resources"][&id]["Properties"];
        let object = json!({"S3Bucket": BUCKET, "S3Key": format!("{group}.zip")});
        if properties["Code"].is_null() {
            properties["CodeUri"] = format!("s3://{BUCKET}/{group}.zip").into();
        } else {
            properties["Code"] = object;
        }
    }
    document
}

/// Uploads a template, and says where it is.
pub(crate) async fn upload_template(
    wire: &Wire,
    url: &str,
    name: &str,
    document: &Value,
) -> String {
    let path = format!("/{BUCKET}/{name}.json");
    wire.put(&path, document.to_string()).await;
    format!("{url}{path}")
}

/// The functions, by logical ids, each with its folder's name.
fn codes(document: &Value) -> BTreeMap<String, String> {
    let resources = document["Resources"].as_object().unwrap().iter();
    let codes = resources.filter_map(|(id, resource)| {
        let properties = &resource["Properties"];
        let code = properties["CodeUri"]
            .as_str()
            .or(properties["Code"].as_str())?;
        let group = code.strip_prefix(BUILT)?.trim_end_matches('/');
        Some((id.clone(), group.to_owned()))
    });
    codes.collect()
}

/// As Lambda wants it: one file, `bootstrap`, that may be run. Not compressed: it does not go far.
fn zip(binary: &Path) -> Vec<u8> {
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Stored)
        .unix_permissions(0o755);
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file("bootstrap", options).unwrap();
    zip.write_all(&std::fs::read(binary).unwrap()).unwrap();
    zip.finish().unwrap().into_inner()
}

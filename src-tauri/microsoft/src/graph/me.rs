//! `GET /me`: who is signed in.

use super::client::Graph;
use super::errors::GraphError;
use super::read::text;
use rollbook_transport::{Context, Lane};

/// The signed-in user (Graph `user`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Me {
    /// Directory object id.
    pub id: String,
    /// Display name.
    pub display_name: Option<String>,
    /// User principal name.
    pub user_principal_name: Option<String>,
    /// E-mail address; many accounts have none.
    pub mail: Option<String>,
}

/// Asks who is signed in.
pub async fn get(graph: &Graph, context: &Context) -> Result<Me, GraphError> {
    let url = graph.url("me?$select=id,displayName,userPrincipalName,mail")?;
    let got = graph.get_json(url, "graph me", Lane::Mailbox, &[], context).await?;
    let id = text(&got.body, "id").ok_or_else(|| got.wrong_shape())?;
    Ok(Me {
        id,
        display_name: text(&got.body, "displayName"),
        user_principal_name: text(&got.body, "userPrincipalName"),
        mail: text(&got.body, "mail"),
    })
}
